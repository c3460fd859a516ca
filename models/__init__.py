"""The optimisation models: the only package that knows the solver."""
