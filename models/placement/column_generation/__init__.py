"""The linear relaxation of the placement, grown pair by pair, with its Lagrangian bound and dual prices.

Rows and columns in ``lp``; the loop with pricing in ``restricted_master``; the bound, exact and valid whatever the
duals, in ``lagrangian_bound``; the same in integers in ``integer_master``. First pairs in ``candidate_pairs``, a first
roster in ``greedy``, how many can be placed at most in ``flow_bound``, duals that outlive a run in ``stored_duals``.
"""
