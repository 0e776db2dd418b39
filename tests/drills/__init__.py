"""Drills: accidents and kills on copies of a workspace, and what became of each."""
