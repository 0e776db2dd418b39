"""The one drawing core for SVG: still pictures, tracks, the wall."""
