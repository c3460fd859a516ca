"""The screens of what comes before and after the rosters."""
