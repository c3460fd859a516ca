"""Figures, prices and suitability in the words of the office. Knows no solver."""
