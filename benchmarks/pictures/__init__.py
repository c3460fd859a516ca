"""Pictures of the window for the manual."""
