"""From the bytes of an Excel file to the raw cells of its sheets, whatever is wrong with its looks. Knows no column."""
