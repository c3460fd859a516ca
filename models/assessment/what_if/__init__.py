"""Questions about a finished WPA roster, and replanning it."""
