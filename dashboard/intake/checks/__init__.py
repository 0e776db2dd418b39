"""What is asked of every cell and row before it is taken in."""
