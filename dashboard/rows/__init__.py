"""Parts and counts of fetched rows: a frame in, a frame or a number out. No framework, no words but those of values."""
