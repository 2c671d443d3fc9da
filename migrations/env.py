"""What Alembic runs for each command: the migrations, over the connection it is given or the settings' database."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import app.models  # noqa: F401  (makes the tables known)
from app.db import Database
from app.settings import Settings

# The search index is made by hand in the migrations: SQLite's is a virtual table with shadow tables of its own,
# PostgreSQL's an index over an expression. Neither has a model to be compared with. Procrastinate's tables are its own.
_NO_MODELS = ("searched_terms", "procrastinate_", "idx_procrastinate_")


def _is_compared(name: str | None, _kind: str, _parents: object) -> bool:
    return name is None or not name.startswith(_NO_MODELS)


def run(connection: Connection) -> None:
    """Run the migrations in one transaction. SQLite changes a table by making it anew (`render_as_batch`)."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_name=_is_compared,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(Settings().database_url)
    with database.engine.begin() as own:
        run(own)
    database.close()
