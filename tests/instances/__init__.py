"""Tests of what is given and how it is read."""
