"""How every search runs: clock, stop button, settings, stagnation, and the calls of the two solvers."""
