"""Numbers and names of people inside texts: what is one, and the mark that stands in its place."""
