"""The server of the window: who may ask, what a page may load, what is refused."""
