"""Who must get which files of the rosters, and giving them."""
