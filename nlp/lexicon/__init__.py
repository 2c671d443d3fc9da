"""What is known about the two languages, as YAML data: `ar/*.yml`, `en/*.yml`, each kind of file with its own schema.

One module here for each kind of file; it holds the schema (a pydantic model) and the function that loads it.
"""
