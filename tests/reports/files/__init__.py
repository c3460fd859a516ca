"""Files that take the place of others, also when the process is killed half-way."""
