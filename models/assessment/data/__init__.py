"""The WPA problem as data: what is possible, what it costs, what is fixed. Knows no solver.

``cases`` has the WPAs and ``AssessmentData``, which all models take; ``seat_rules`` the A-rules of one slot or seat;
``costs``, ``fair_share`` and ``incumbent`` the wishes; ``fixed_part`` and ``conflict_sets`` what bookings leave open.
"""
