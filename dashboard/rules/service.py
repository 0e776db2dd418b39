"""What is asked of a government hotline."""

CONNECT_NORM = 0.95
"""Share of calls answered that GB/T 33358-2016 asks of a government hotline around the clock."""
