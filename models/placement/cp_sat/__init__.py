"""The placement as a CP-SAT model: variables, constraints, objective."""
