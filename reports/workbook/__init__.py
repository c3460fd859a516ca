"""The semester workbook itself: template, sample, and copies with edits made or faults marked in it."""
