"""What is given: the semester's people, schools, slots and rules, and how they are read."""
