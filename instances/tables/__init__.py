"""From the bytes of a workbook to rows with typed values that remember their cells. Knows no semester."""
