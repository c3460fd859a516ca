"""Lesson visits and meetings of a PLG as data: what is due, the days, rules and wishes, rosters read back."""
