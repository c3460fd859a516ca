"""The independent checker: every rule and wish recomputed from a roster, without any solver."""
