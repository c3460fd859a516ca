"""Placement: which mentor guides which student (P1-P15, W1-W9)."""
