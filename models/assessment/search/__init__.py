"""The search for a WPA roster: greedy start, then a portfolio of LNS and columns. Public: ``schedule.schedule``."""
