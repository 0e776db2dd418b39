"""Rows as files to take away: each says its moment in the file and in its name, and no cell of it is run by a spreadsheet."""
