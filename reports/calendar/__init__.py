"""The WPAs as appointments, in .ics files."""
