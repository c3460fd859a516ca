"""What comes before and after the rosters: asking for places, what to ask for, what breaks, the next semester."""
