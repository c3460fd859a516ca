"""The next semester's workbook, from that of this one and its rosters: what moves on, what goes, what to look at."""
