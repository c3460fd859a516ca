"""What an office could ask for: every place, day and maximum more, bounded by dual prices, the best solved again."""
