"""The forms that ask boards and trainers, and what becomes of their answers as files."""
