"""A block of WPAs beside a fixed part: a CP-SAT master with logic-based Benders cuts.

The master: ``variables``, ``constraints``, ``objective``, and ``restrictions`` that a caller adds. The sub-problem of a
day: ``slot_assignment``; the cuts it gives back: ``slot_cuts``. ``model`` has the two take turns. Around it:
``assessor_shortlist`` (restricted candidate lists), ``change_penalty`` (a roster to stay near), ``exact_shares`` (V2
when not all can be scheduled), ``whole_semester`` (one block of all WPAs).
"""
