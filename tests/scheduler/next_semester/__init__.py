"""The workbook of the next semester."""
