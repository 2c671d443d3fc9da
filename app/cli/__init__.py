"""The command line: one file for each command; `main` lists them."""
