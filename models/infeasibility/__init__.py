"""Why nothing is feasible: assumptions, minimal cores, and what cannot go together. Knows no rule by name."""
