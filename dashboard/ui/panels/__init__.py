"""What one page shows, put together from components."""
