"""Files that are odd, damaged or hostile, of every kind that the product reads, and what must come of them."""
