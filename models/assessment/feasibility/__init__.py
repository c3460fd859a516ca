"""How many WPAs can be scheduled at all, which pins clash, and which WPAs cannot be scheduled together."""
