"""The screen of the workbook: bringing it in, correcting faults, notices, the postcode file, what changed."""
