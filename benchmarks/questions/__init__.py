"""Questions about a finished roster: the product's own commands beside solving everything anew with other solvers."""
