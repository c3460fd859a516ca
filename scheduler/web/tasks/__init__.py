"""What the screens ask of the application, as values: read, checked, priced. Knows no page."""
