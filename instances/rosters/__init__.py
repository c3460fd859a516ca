"""Rosters and other files that the product wrote, read back as people may have edited them."""
