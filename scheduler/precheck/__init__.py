"""What cannot fit, said before any solving. Knows the checker's predicates; knows no solver."""
