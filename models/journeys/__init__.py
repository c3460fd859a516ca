"""Travel minutes of many people at once, as arrays."""
