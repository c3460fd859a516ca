"""The screens in Chromium, as the office works in them."""
