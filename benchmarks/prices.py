"""What a person left out counts as, in the cost of a wish: one scale for every method. Knows no solver.

"As many as can be, then the shortage, then the wishes" as one sum. Weights that are exact in theory (more than all
wishes together) drown a solver in rounding; the most expensive pair costs about 600, so these are exact in practice.
"""

UNPLACED = 10_000
SHORT = 2_000  # one student that a board falls short of its minimum
UNSCHEDULED = 5_000
