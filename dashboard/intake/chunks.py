"""What reading hands to the checks: chunks of rows as text, named as in the schema, with these columns beside the table's own."""

LINE = "source_row"
"""The row's number in its file."""
DATUM, SYNTHETIC = "@datum", "@synthetic"
"""The row's datum; whether it is made up. A file may have headers for both."""
POINT = "@point"
"""Longitude and latitude in one cell."""
