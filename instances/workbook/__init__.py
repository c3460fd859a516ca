"""From those rows to an Instance, or every fault in them: the reader of the semester workbook."""
