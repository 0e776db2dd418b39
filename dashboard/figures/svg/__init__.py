"""All pictures in SVG and HTML: scale, text width, marks, line and band; on them the still picture, tracks and the wall's three."""
