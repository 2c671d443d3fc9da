"""The tables that lists are read from: what records are narrowed and sorted by, and the words they are found by."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.models.column import Number

# What a list is narrowed by for the values themselves, and all of what it is narrowed by: an index that has it all
# need not be left.
NARROWED_BY = ("language", "publisher", "level", "act", "type", "detail", "kind", "status", "corrected")
COVERED = (*NARROWED_BY, "said_on", "is_copy")


class ListedRow(SQLModel, table=True):
    """A record as it stands after review, in few bytes: what reviewers decide changes this row, never the machine's.

    Every row can be made again from the record, its review and its document (`app.store.listing`), and is written in
    the transaction that changes one of them. `number` is that of the attribution; a record that a reviewer added has
    the next free one of its document. `detail` is the sourcing's, `kind` the speaker's, `published` the microseconds
    from 1970 to the document's publication (`app.store.listing.UNDATED` without a date). `settled` is true for what is
    accepted or rejected: the queue is the rest. `said_on` is the first day of the time at which it was said, `is_copy`
    true for a document that says nearly what an earlier one says.

    The table is narrow, and its indexes repeat it in other orders, so that reading a million rows for the few that
    pass costs a tenth of a second and not ten (Markus Winand, *SQL Performance Explained*, "index-only scan").
    """

    __tablename__ = "listed"
    __table_args__ = (
        Index("ix_listed_document", "document_number"),
        Index("ix_listed_said", "said_on"),
        Index("ix_listed_confidence", "confidence", "number", "published", *COVERED),
        Index("ix_listed_unsettled", "settled", "confidence", "number", "published", *COVERED),
        Index("ix_listed_published", "published", "number", "confidence", *COVERED),
    )

    number: int = Field(primary_key=True, sa_type=Number, sa_column_kwargs={"autoincrement": False})
    id: str
    document_number: int = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    confidence: float
    published: int = Field(sa_type=Number)
    language: str
    publisher: str | None
    level: str
    act: str
    type: str | None
    detail: str
    kind: str | None
    status: str
    corrected: bool
    settled: bool
    said_on: str | None
    is_copy: bool


class SearchedRow(SQLModel, table=True):
    """The terms by which a listed record is found (`app.store.terms`), separated by spaces."""

    __tablename__ = "searched"

    number: int = Field(primary_key=True, foreign_key="listed.number", ondelete="CASCADE", sa_type=Number)
    terms: str = Field(sa_type=Text)
