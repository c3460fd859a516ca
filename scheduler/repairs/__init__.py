"""What the office could change so that who was left out fits. Every proposal was solved; nothing is guessed."""
