"""A document's records as they stand after review, beside what the machine found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import Database
from app.errors import NotFound
from app.models import AttributionRow, DocumentRow, ReviewRow
from app.store.decisions import Verdict
from app.store.document_list import DOCUMENT_COLUMNS, DocumentFilter
from app.store.rows import document_of
from nlp.types import Attribution, Document


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record as it stands. `machine` is what the engine found, null for a record that a reviewer added; `revision`
    counts the decisions about it."""

    attribution: Attribution
    machine: Attribution | None
    verdict: Verdict
    revision: int


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document with its original text and its records in the order of their cues."""

    document: Document
    text: str
    records: list[Reviewed]

    def find(self, record: str | None) -> Reviewed | None:
        """Return the record with this id, null for none."""
        return next((one for one in self.records if one.attribution.id == record), None)


def get(database: Database, identifier: str) -> ReviewedDocument:
    """Return a document with all its records as they stand. Raises `NotFound`."""
    with database.reading() as session:
        statement = select(DocumentRow.number, DocumentRow.text, *DOCUMENT_COLUMNS)
        row = session.execute(statement.where(col(DocumentRow.id) == identifier)).mappings().one_or_none()
        if row is None:
            raise NotFound("There is no document with this id.")
        records = [*_found(session, row["number"]), *_added(session, row["number"])]
    records.sort(key=lambda one: (one.attribution.cue.start, one.attribution.cue.end))
    return ReviewedDocument(document_of(row), row["text"], records)


def with_decisions(
    database: Database, filters: DocumentFilter, identifier: str | None, most: int
) -> Iterator[ReviewedDocument]:
    """Give the documents that somebody has decided about, the oldest first: at most `most` of them, or one of them."""
    statement = select(DocumentRow.id).where(col(DocumentRow.number).in_(select(ReviewRow.document_number)))
    statement = statement.where(*filters.conditions())
    if identifier is not None:
        statement = statement.where(col(DocumentRow.id) == identifier)
    with database.reading() as session:
        identifiers = session.exec(statement.order_by(col(DocumentRow.number)).limit(most)).all()
    for one in identifiers:
        yield get(database, one)


def join(found: str | None, review: ReviewRow | None) -> Reviewed:
    """Join what the machine found, in JSON, with what reviewers made of it; one of the two is there."""
    machine = None if found is None else Attribution.model_validate_json(found)
    if review is None:
        assert machine is not None
        return Reviewed(machine, machine, Verdict.OPEN, 0)
    standing = machine if review.record is None else Attribution.model_validate_json(review.record)
    assert standing is not None
    return Reviewed(standing, machine, Verdict(review.verdict), review.revision)


def _found(session: Session, document_number: int) -> list[Reviewed]:
    rows = session.execute(
        select(AttributionRow.record, ReviewRow)
        .join(ReviewRow, col(ReviewRow.record_id) == col(AttributionRow.id), isouter=True)
        .where(col(AttributionRow.document_number) == document_number)
    )
    return [join(record, review) for record, review in rows]


def _added(session: Session, document_number: int) -> list[Reviewed]:
    rows = session.exec(
        select(ReviewRow).where(col(ReviewRow.document_number) == document_number, col(ReviewRow.added))
    )
    return [join(None, row) for row in rows]
