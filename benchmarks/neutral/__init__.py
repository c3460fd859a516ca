"""The whole problem once as a plain linear 0/1 model, and two solvers that read it. Knows no product model."""
