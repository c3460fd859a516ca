"""Codes for people, the key to them and the passwords of boards. Knows no roster."""
