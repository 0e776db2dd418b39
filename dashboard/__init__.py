"""Sandtable: the board, its store and its command line."""

# The framework puts the folder of a script before all others while it runs it, and a room here has the name of a module of the standard
# library: that one is known from the beginning, whoever asks for it later.
import statistics  # noqa: F401
