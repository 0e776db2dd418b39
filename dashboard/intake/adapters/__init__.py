"""One module a source whose files intake can read as they are published."""
