"""Placement and WPAs in one loop: placing again under cuts that the WPAs ask for."""
