"""uren.xlsx: the ledger of hours by the norms, and its sums."""
