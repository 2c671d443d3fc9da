"""The table of documents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.models.column import Number


class DocumentRow(SQLModel, table=True):
    """One document with its original text.

    `number` grows with each document and is never given twice, so it orders pages; `id` is what the world knows.
    `outlet` is the id of the known outlet that published it. `story_number` is the number of the first document that
    says nearly the same (`app.store.copies`), its own if it is the first: to count stories and not copies, count those.
    `repairs` are those of `nlp.types.Document`, in JSON. `text` stands last: SQLite keeps what does not fit a page
    behind the other columns, and lists need not read it.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_publisher", "publisher", "number"),
        Index("ix_document_outlet", "outlet", "number"),
        Index("ix_document_story", "story_number"),
        Index("ix_document_published", "published_at", "number"),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    id: str = Field(unique=True)
    sha256: str = Field(unique=True)
    language: str
    title: str | None
    publisher: str | None
    outlet: str | None
    url: str | None
    published_at: datetime | None
    added_at: datetime
    text_length: int
    story_number: int = Field(default=0, sa_type=Number, sa_column_kwargs={"server_default": "0"})
    repairs: str = Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": "[]"})
    text: str = Field(sa_type=Text)
