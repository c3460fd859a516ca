"""The application: checks, pipeline and commands."""
