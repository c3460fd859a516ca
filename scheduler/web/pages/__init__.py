"""One room for each screen of the window: what is asked becomes a call of the application, the answer a page."""
