"""Filling a database with generated records as fast as it takes them: rows first, indexes after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from app.db import Database
from bench.store_rows import Row, documents

_TABLES: Final = ("document", "attribution", "listed", "searched", "review")
_AT_ONCE: Final = 1_000


def fill(database: Database, records: int) -> None:
    """Put so many records into a database that has the tables and nothing in them."""
    with database.engine.connect() as connection, _without_indexes(connection):
        waiting: dict[str, list[Row]] = {name: [] for name in _TABLES}
        for place, rows in enumerate(documents(records), start=1):
            for name in _TABLES:
                waiting[name] += rows[name]
            if place % _AT_ONCE == 0:
                _insert(connection, waiting)
        _insert(connection, waiting)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        postgresql = connection.dialect.name == "postgresql"
        connection.execute(text("VACUUM ANALYZE" if postgresql else "PRAGMA wal_checkpoint(TRUNCATE)"))


def _insert(connection: Connection, waiting: dict[str, list[Row]]) -> None:
    for name, rows in waiting.items():
        if rows:
            if connection.dialect.name == "postgresql":
                _copy(connection, name, rows)
            else:
                connection.execute(SQLModel.metadata.tables[name].insert(), rows)
            rows.clear()


def _copy(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    driver: Any = connection.connection.driver_connection
    columns = ", ".join(f'"{name}"' for name in rows[0])
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying:
        for row in rows:
            copying.write_row(list(row.values()))


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Take the indexes of the filled tables and their triggers away, and make them again as they were."""
    postgresql = connection.dialect.name == "postgresql"
    if postgresql:
        listed = "SELECT 'INDEX', indexname, indexdef FROM pg_indexes WHERE tablename = ANY(:tables)"
        listed += " AND indexname NOT LIKE 'pk_%' AND indexname NOT LIKE 'uq_%'"
    else:
        listed = "SELECT upper(type), name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> ''"
        listed += f" AND tbl_name IN {_TABLES}"
    found = connection.execute(text(listed), {"tables": list(_TABLES)} if postgresql else {}).all()
    for kind, name, _ in found:
        connection.execute(text(f"DROP {kind} {name}"))
    yield
    for _, _, definition in found:
        connection.exec_driver_sql(definition)
    if not postgresql:
        connection.exec_driver_sql("INSERT INTO searched_terms(searched_terms) VALUES ('rebuild')")
    connection.commit()
