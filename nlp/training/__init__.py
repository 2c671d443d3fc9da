"""Training of the shipped models, from corpora that stay outside the project."""
