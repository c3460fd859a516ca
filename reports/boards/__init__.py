"""What a school board receives, previews among it, and how it is locked and coded."""
