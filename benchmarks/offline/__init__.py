"""Packages that start the window by a double click, with everything in them: for Windows, and its twin for Linux."""
