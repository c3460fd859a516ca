"""Dantzig-Wolfe over schools: pricing, dual prices, restricted master, set partitioning, bounds and cuts."""
