"""What every report is written from: the run, names, tours and words. Knows no file."""
