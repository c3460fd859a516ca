"""The domain: people, schools, slots, rules, wishes, rosters and verdicts as frozen data. Knows no file."""
