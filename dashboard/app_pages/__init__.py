"""The pages: one script each, named in dashboard/app.py."""
