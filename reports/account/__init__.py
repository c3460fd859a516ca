"""What the office is told about a roster as a whole, and ``resultaat.json``."""
