"""What is given to whom: addressees with their texts and files, drafts and names for people, and the log of it."""
