"""The commands, one module per kind; each imports heavy things only when it runs."""
