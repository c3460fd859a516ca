"""The lexicographic search for a placement, with its proof. Public: ``place.place``.

The order of levels in ``lexicographic``, one level (relax, dive, prove) in ``level_search``, its state in ``levels``;
the solver of the integer steps is a strategy, ``integer_step``: ``cp_sat_step`` or ``highs_step``. Decision 23.
"""
