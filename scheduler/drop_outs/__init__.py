"""What breaks when one person or school drops out: who is hit, and the fewest changes that repair it, checked."""
