"""Files that take the place of others, whole or not at all: locks, scratch, journal, and whose a file is."""
