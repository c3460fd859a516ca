"""The linear relaxation of the placement, grown pair by pair, with its Lagrangian bound and dual prices."""
