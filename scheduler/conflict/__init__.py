"""When no roster exists: what cannot hold together, re-solved before it is shown."""
