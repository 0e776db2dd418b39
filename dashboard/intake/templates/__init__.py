"""Empty files for clerks, and the data dictionary."""
