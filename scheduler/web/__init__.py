"""The window: the same work as the commands, in a page on the own computer."""
