"""Which WPAs are possible, without a roster: bounds, infeasible subsets and the cuts on placements that follow.

``screening`` counts necessary conditions, ``count_bound`` bounds how many WPAs can be scheduled, ``infeasible_subsets``
finds WPAs that cannot be scheduled together, ``pins`` asks the same of what is pinned (A10).
"""
