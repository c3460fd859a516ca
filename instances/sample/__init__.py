"""An invented semester for Noord-Holland: towns are public facts, every person, school and board is made up."""
