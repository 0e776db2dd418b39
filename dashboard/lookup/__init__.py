"""Finding anything on the board by its name: an index of names as of a moment, asked in Chinese, pinyin, initials or English."""
