"""A crossfilter of one table: its rows counted by every combination of a few dimensions, so that a brush on one filters the others."""
