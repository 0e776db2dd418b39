"""The SQL editor: a field to write in, with the schema beside it."""
