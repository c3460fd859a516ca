"""plaatsing.xlsx and what goes with it: letters, OnStage, variants."""
