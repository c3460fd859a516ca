"""Forgetting a dossier, or one person."""
