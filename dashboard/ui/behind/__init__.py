"""Behind a number: what it is, how it was asked, the rows that add up to it, their files, and how it was known before."""
