"""The placement problem as data: arrays, pairs, costs, limits, levels and scores. Knows no solver."""
