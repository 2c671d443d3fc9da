"""Linking: which speakers of different documents are one, by their names, in either script."""
