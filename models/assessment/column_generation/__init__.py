"""Column generation (Dantzig-Wolfe) for the WPA roster: one block of columns per school, assessors tie them together.

A column p of school s says on which days whom of its WPAs has which assessors: cost c[p], load n[p, a] on assessor a.

    master      min  sum_p c[p] x[p] + sum_a V2 * over[a]                 restricted_master.py (LP),
                s.t. sum_{p of s} x[p] = 1                 for each s     set_partitioning.py (x integer),
                     sum_p n[p, a] x[p] <= share[a] + over[a]             over the columns in column_pool.py
                     sum_p n[p, a] x[p] <= maximum[a]      for each a
                     sum_p k[p, a] x[p] <= over[a] + k0    for each cut   load_cuts.py, lifted
    dual prices y[s, a, j] of the j-th WPA of assessor a at school s      dual_prices.py, stabilisation.py (Wentges)
    pricing     z[s] = min_p c[p] + sum_a sum_{j <= n[p, a]} y[s, a, j]   pricing.py (CP-SAT), candidates: day_pools.py
    bound       sum_s z[s] - sum_a max_n (sum_{s, j <= n[s]} y[s, a, j]   lagrangian_bound.py; the maximum over the
                                          - V2 * (sum_s n[s] - share)^+)  loads of one assessor: load_cuts.py
    upper bound columns chosen by set partitioning, each school priced    repricing_heuristic.py
                anew with the others fixed
    gap         all columns of reduced cost <= gap, then the best choice  enumeration.py

The workers' tasks are in subproblems.py, the constants in settings.py. Fewer WPAs than there are: one more row, whose
dual price is that of leaving a WPA unscheduled. Source: decisions 2 and 12.
"""
