"""The semester workbook itself: template and sample."""
