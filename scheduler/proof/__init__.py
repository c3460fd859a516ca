"""The bounds of bewijs.json, counted again in whole numbers with the checks alone. Knows no solver and no model."""
