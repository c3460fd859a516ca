"""Changing the workbook and the rosters from a screen: a choice, a proposal, something that happened. Knows no page."""
