"""Rosters out: workbooks for the office and the school boards. Knows no solver."""
