"""What something else would cost: edits by hand kept, or who is worst off helped."""
