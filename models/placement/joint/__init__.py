"""The fewest changes after which all who were left out of a large semester have a place, and the proof of it."""
