"""Data for pages: `fetch`, and what is kept around the one `ask`."""
