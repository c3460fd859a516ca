"""Tests mirror the tree; builders make tiny instances, the oracle tries everything."""
