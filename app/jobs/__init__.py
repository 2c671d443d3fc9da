"""The work that takes time: analysing texts."""
