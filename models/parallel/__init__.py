"""Where sub-problems run: here, in local processes or on a cluster. Knows no rule, no wish and no solver."""
