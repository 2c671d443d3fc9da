"""The tables of where documents came from, and of which ones say the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from app.models.column import Number


class SourceRow(SQLModel, table=True):
    """One place (an address, a file, a line of a file) where a document was found, or was to be found.

    `content` is what was found there, compressed with zlib; `sha256` is the digest of it uncompressed, empty if nothing
    could be had. `url` is the address after all redirects. Where `problem` is set there is no document, and it can be
    tried again. `content` stands last: SQLite keeps what does not fit a page behind the other columns.
    """

    __tablename__ = "source"
    __table_args__ = (
        Index("ix_source_problem", "problem", "number"),
        Index("ix_source_document", "document_number"),
        Index("ix_source_place", "place_digest"),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    id: str = Field(unique=True)
    place: str = Field(sa_type=Text)
    place_digest: str
    sha256: str
    kind: str | None
    media_type: str | None
    charset: str | None
    url: str | None = Field(sa_type=Text)
    size: int
    author: str | None = Field(sa_type=Text)
    quality: float | None
    notes: str = Field(sa_type=Text)
    problem: str | None
    message: str | None = Field(sa_type=Text)
    tried_at: datetime
    document_number: int | None = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    content: bytes | None = Field(sa_type=LargeBinary)


class FingerprintRow(SQLModel, table=True):
    """The MinHash signature of a document's words: `app.store.copies` says how it is made."""

    __tablename__ = "fingerprint"

    document_number: int = Field(primary_key=True, foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    signature: bytes = Field(sa_type=LargeBinary)


class BandRow(SQLModel, table=True):
    """A part of a signature, as a number: documents that say the same share at least one."""

    __tablename__ = "fingerprint_band"
    __table_args__ = (Index("ix_fingerprint_band_document", "document_number"),)

    value: int = Field(primary_key=True, sa_type=Number, sa_column_kwargs={"autoincrement": False})
    document_number: int = Field(primary_key=True, foreign_key="document.number", ondelete="CASCADE", sa_type=Number)


class CopyRow(SQLModel, table=True):
    """A document whose words are nearly those of one that came before it, the first of them all."""

    __tablename__ = "copy"
    __table_args__ = (Index("ix_copy_first", "first_number"),)

    document_number: int = Field(primary_key=True, foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    first_number: int = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    similarity: float
