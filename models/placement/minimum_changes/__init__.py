"""The fewest changes of the workbook, or of its pins, after which everyone can be placed."""
