"""The database: one engine, and sessions to read and to write with. All that is particular to SQLite's connections is
here; the search index has its own two forms in `app.store.search`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, create_engine, event, make_url
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.pool import ConnectionPoolEntry, NullPool
from sqlmodel import Session

from app.limits import SQLITE_BUSY_MS, SQLITE_MAPPED_BYTES

_WRITES = "isnad_writes"


class Database:
    """A database by its SQLAlchemy URL. Nothing is connected before the first session."""

    def __init__(self, url: str) -> None:
        """Prepare the engine. The folder of a SQLite file is made if need be; raises `OSError` if that fails."""
        # A server may have closed a connection that lay idle; asking costs little beside a query.
        # What is stored is somebody's: it is not repeated in what an error says, and so in no log.
        self.engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
        self._reading = self._streaming = self.engine
        if self.engine.dialect.name == "postgresql":
            # What PostgreSQL does by itself lets each query of a transaction see another state.
            self._reading = self._streaming = self.engine.execution_options(isolation_level="REPEATABLE READ")
            _prepare_postgresql(self.engine)
        if self.engine.dialect.name == "sqlite":
            file = make_url(url).database
            if file and file != ":memory:":
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                self._streaming = create_engine(url, poolclass=NullPool, hide_parameters=True)
                _prepare_sqlite(self._streaming, mapped=0)
            _prepare_sqlite(self.engine, mapped=SQLITE_MAPPED_BYTES)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database throughout and changes nothing."""
        with Session(self._reading) as session:
            yield session

    @contextmanager
    def streaming(self) -> Iterator[Session]:
        """Give a session like `reading`, for going through all there is once: SQLite maps nothing into memory for it,
        where it would stay and grow with the store."""
        with Session(self._streaming) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are all kept at the end, or none if an exception leaves the block."""
        with self.engine.connect().execution_options(**{_WRITES: True}) as connection, Session(connection) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection that no session holds."""
        self.engine.dispose()
        self._streaming.dispose()


def _prepare_postgresql(engine: Engine) -> None:
    """Let PostgreSQL plan for what we ask: a page of a list, from storage where one page is as near as the next.

    It would compile plans that it takes for long ones, which costs more than any page here, and read a table whole
    rather than look up some thousand of its rows.
    """

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
        with connection.cursor() as cursor:
            for setting in ("jit = off", "random_page_cost = 1.1"):
                cursor.execute(f"SET {setting}")
        connection.commit()


class _WithIndexHints(SQLiteCompiler):
    """SQLAlchemy's compiler for SQLite, which of itself leaves out what `Select.with_hint` says (`INDEXED BY`)."""

    def get_from_hint_text(self, _table: FromClause, text: str | None) -> str | None:
        """Return what is written after the table's name."""
        return text


def _prepare_sqlite(engine: Engine, *, mapped: int) -> None:
    """Let SQLite behave as a server would: readers beside a writer, foreign keys, waiting instead of failing.

    Python 3.11's sqlite3 opens a transaction only before the first change, so that a transaction that reads first
    would not be one. SQLAlchemy's documentation of the dialect therefore has the driver stay out of it. A writer takes
    the write lock at once: one that read first and then finds the database changed would fail without waiting.
    """
    engine.dialect.statement_compiler = _WithIndexHints

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {SQLITE_BUSY_MS}",
            "journal_mode = WAL",
            "foreign_keys = ON",
            f"mmap_size = {mapped}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options: dict[str, Any] = dict(connection.get_execution_options())
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES) else "BEGIN")
