"""From an order to checked rosters on disk, one workflow per command."""
