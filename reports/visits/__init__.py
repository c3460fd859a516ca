"""Lesson visits and PLG meetings as a workbook, calendars and bezoeken.json."""
