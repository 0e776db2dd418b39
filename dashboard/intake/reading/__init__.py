"""From a file to rows of text."""
