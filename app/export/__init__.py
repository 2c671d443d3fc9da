"""Records in the forms that others load."""
