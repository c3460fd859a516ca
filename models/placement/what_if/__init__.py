"""Questions about a finished placement, answered by solving again."""
