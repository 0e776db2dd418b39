"""Words from figures: rows and a language in, a sentence out. No framework."""
