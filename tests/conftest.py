"""Shared fixtures; every test file builds its own tiny instance with tests.builders."""
