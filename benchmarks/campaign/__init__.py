"""The campaign: hostile files, kills, faults of the machine and long runs, tried on the commands of the office."""
