"""Dutch in one place: lists, numbers, dates and the nearest known word. Knows no semester."""
