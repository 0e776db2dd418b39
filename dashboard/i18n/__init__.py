"""Words and forms of the interface in Chinese and English."""
