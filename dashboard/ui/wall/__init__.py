"""The wall: its stage, scenes and tiles."""
