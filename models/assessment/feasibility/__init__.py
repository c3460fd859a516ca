"""How many WPAs can be held at all, which pins clash, and what cannot be held together."""
