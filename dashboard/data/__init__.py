"""Data for pages: layers around the one `ask` of the warehouse, each a module: caches, asking ahead, the address and language of a page."""
