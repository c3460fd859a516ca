"""The values behind the screen of the WPAs."""
