"""The lexicographic search for a placement, with its proof. Public: ``place.place``."""
