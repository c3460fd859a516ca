"""Why someone is not in the roster. Every reason was tried on the checker; nothing is guessed."""
