"""`isnad migrate`: the tables of the database."""

from __future__ import annotations

from app.cli.database import opened


def migrate() -> None:
    """Create the database's tables, or bring them up to date.

    The database is the one that DATABASE_URL names, by default the SQLite file data/isnad.sqlite3.
    """
    with opened(migrating=True) as database:
        from app.store.migrate import upgrade

        upgrade(database)
