"""What changed since the earlier roster, and who must be told what."""
