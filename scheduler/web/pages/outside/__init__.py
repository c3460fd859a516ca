"""Screens outside any dossier: the list of semesters, logging in, what is shown where a page cannot be."""
