"""Earlier rosters: what they were made from, what was edited in them by hand, what they proved."""
