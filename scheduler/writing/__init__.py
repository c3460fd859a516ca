"""The folder that one run writes, whole or not at all, and what leaves the office."""
