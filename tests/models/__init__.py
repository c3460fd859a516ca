"""Tests of the models, mirroring models/."""
