"""The house components. One page about them: README.md beside this file."""
