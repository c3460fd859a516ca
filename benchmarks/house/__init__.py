"""How the code is laid out, measured: folders, imports, names, sizes and docstrings. Runs no product code."""
