"""rapport.html: one self-contained page for the office, with charts as own inline SVG. Knows the run, no solver."""
