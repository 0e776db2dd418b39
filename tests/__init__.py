"""The tests, one folder a room. A package by this file, since a dependency of theirs (Ciw) installs a package of the same name."""
