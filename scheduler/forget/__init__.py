"""Forgetting: a dossier with all that was written for it, or one person in every file that can be rewritten."""
