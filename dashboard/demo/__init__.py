"""Workspaces made without a clerk: a demonstration city, or an empty one."""
