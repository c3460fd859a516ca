"""What an office could change in its workbook, as data and in words. Knows no file."""
