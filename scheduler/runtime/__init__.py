"""What a command runs on: screen, Ctrl-C, workers, exit codes, defects. Knows no rule."""
