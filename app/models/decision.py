"""The tables of what reviewers decided: every decision as it was taken, and where each record stands after the last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.column import Number


class DecisionRow(SQLModel, table=True):
    """One decision about one record. Rows are only ever added: taking a decision back is a decision of its own.

    `before` and `after` hold the record's state in JSON (`app.store.decisions.State`), null for a record that does not
    exist at that moment. Decisions taken at one stroke, as when two speakers are merged, carry the number of the first
    of them in `batch`, and are taken back at one stroke. `revision` counts the decisions about a record from 1; that it
    is unique is what stops the second of two reviewers who decide at the same time. A record is named by its id and not
    by its row, so that analysing a document again loses no decision.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("record_id", "revision"), {"sqlite_autoincrement": True})

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    document_number: int = Field(foreign_key="document.number", ondelete="CASCADE", index=True, sa_type=Number)
    record_id: str
    revision: int
    action: str
    reviewer: str
    decided_at: datetime
    before: str | None = Field(sa_type=Text)
    after: str | None = Field(sa_type=Text)
    undoes: int | None = Field(foreign_key="decision.number", ondelete="CASCADE", sa_type=Number)
    batch: int | None = Field(default=None, index=True, sa_type=Number)


class ReviewRow(SQLModel, table=True):
    """Where a record stands: the outcome of its decisions, repeated here so that lists need not read them all.

    A record without a row was never decided on. `record` is the record as corrected, in JSON; null while the machine's
    stands. `added` is true for a record that the machine did not find.
    """

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_document", "document_number"), Index("ix_review_verdict", "verdict"))

    record_id: str = Field(primary_key=True)
    document_number: int = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    revision: int
    verdict: str
    added: bool
    record: str | None = Field(sa_type=Text)
