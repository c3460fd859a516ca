"""The screen of the WPAs as values: days with trips and waiting, what a move breaks or costs, and saving it."""
