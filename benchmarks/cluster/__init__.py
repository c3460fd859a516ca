"""A real scheduler with real workers: what a cluster brings, measured here and worked out for more workers."""
