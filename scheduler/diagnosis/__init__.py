"""Which rules stand in whose way, asked of the checks. Solves nothing."""
