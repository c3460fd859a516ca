"""Tables, plots and README from the file of finished runs. Starts no run."""
