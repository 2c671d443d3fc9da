"""The database that `DATABASE_URL` names, opened for a command, with its failures told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.environment import settings
from app.cli.failure import CannotWrite

if TYPE_CHECKING:
    from app.db import Database


@contextmanager
def opened(*, migrating: bool = False) -> Iterator[Database]:
    """Give the database of the settings, and close it afterwards.

    Raises `CannotWrite` when its URL cannot be understood, when it cannot be reached or written, or, unless
    `migrating`, when it does not have the present tables.
    """
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

    from app.db import Database
    from app.store.migrate import is_current

    url = settings().database_url
    try:
        database = Database(url)
    except (ArgumentError, NoSuchModuleError, ImportError):
        # The URL itself is not shown: it may hold a password.
        raise CannotWrite("DATABASE_URL is not an address that SQLAlchemy and the installed drivers know") from None
    except OSError as error:
        raise CannotWrite(f"the folder of the database cannot be made: {error.filename}: {error.strerror}") from None
    try:
        if not migrating and not is_current(database):
            raise CannotWrite("the database does not have the present tables; run `isnad migrate` first")
        yield database
    except DBAPIError as error:
        raise CannotWrite(f"the database cannot be used: {error.orig}") from None
    finally:
        database.close()
