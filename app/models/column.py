"""What all tables share: column types that mean the same on every database, and names for their constraints."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer
from sqlmodel import SQLModel

# SQLite numbers its rows by a column declared exactly INTEGER, which holds 64 bits there.
Number = BigInteger().with_variant(Integer(), "sqlite")

# A later migration can only change a constraint that has a name, the same one on every database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
