"""What rows say that can be read and can hardly be meant: told as a notice, never a fault."""
