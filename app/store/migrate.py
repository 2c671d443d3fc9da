"""Bringing a database to the present tables, with the migrations that travel beside the code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.db import Database
from app.store import link_past, listing

# Beside `app`, in a clone as in an installed wheel.
_MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database up to `revision`, by default to the newest. Does nothing when it is there already.

    What lists are read from can be made again from the records, and is, wherever a migration has taken it away.
    """
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), revision)
    if is_current(database):
        listing.fill(database)
        link_past.fill(database)


def downgrade(database: Database, revision: str) -> None:
    """Take the database down to `revision`; `base` takes everything away."""
    with database.engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def is_current(database: Database) -> bool:
    """Tell whether the database has the present tables."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _newest()


@cache
def _newest() -> str | None:
    """Return the newest revision. Reading the migrations takes a while, and they do not change while we run."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
