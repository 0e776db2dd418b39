"""From a file to rows of text: its kind, its encoding, its header; and corners of a boundary as somebody types them."""
