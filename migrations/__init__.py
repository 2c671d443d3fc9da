"""The history of the tables. `app.store.migrate` runs it; a developer adds to it with the `alembic` command."""
