"""The fewest changes after which all who were left out have a place, and the proof of it."""
