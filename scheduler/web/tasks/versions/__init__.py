"""Versions in the window: two rosters beside each other, and the office's own columns through all of them."""
