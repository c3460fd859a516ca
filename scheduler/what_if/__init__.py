"""What if: change the workbook or force a choice, solve again, check, and set the answer against the roster."""
