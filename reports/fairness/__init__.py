"""How evenly a roster treats people: the figures and their sheet."""
