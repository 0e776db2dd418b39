"""From a file to typed, checked rows: recognise, read, check, hand to the store."""
