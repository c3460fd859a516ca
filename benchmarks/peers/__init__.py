"""One module per method: each turns an instance into rosters within a time limit."""
