"""The bounds of bewijs.json counted again in whole numbers. Knows the workbook and the checks; no solver and no model."""
