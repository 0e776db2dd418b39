"""Boundaries, areas, datums and polygons: where things are."""
