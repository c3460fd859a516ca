"""Commands that run beside the window: one heavy one at a time, with their progress, until the last file."""
