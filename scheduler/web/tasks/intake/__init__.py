"""The workbook in the window: its faults with what to choose instead, corrections, notices, lights, differences."""
