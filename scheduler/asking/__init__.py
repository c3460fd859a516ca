"""What to ask for and what to give back: every answer solved again, checked and set beside the roster as it is."""
