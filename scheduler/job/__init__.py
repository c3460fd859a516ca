"""One order underway: what was asked, what was read, and the earlier roster."""
