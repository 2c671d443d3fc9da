"""The rows that lists are read from, made from a record as it stands: written with the record, and again with each
decision about it, in the same transaction. What the machine found is read here and never written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import SQLColumnExpression, delete, exists, func, select
from sqlmodel import Session, col

from app.db import Database
from app.limits import LISTED_AT_ONCE
from app.models import AttributionRow, DocumentRow, ListedRow, ReviewRow, SearchedRow
from app.models.listed import NARROWED_BY
from app.store.rows import first_number
from app.store.terms import exact, terms_of_record
from nlp.types import Attribution

# Before every date that a document can have.
UNDATED: Final = -(1 << 62)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OPEN = "open"


class Status(StrEnum):
    """Where a record stands: as the engine found it, changed by a reviewer and not settled since, or settled."""

    UNREVIEWED = "unreviewed"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Facts:
    """What lists know of a record's document."""

    number: int
    id: str
    language: str
    publisher: str | None
    published_at: datetime | None
    story_number: int


def facts_of(document: DocumentRow) -> Facts:
    """Return the facts of a document that has its number."""
    assert document.number is not None
    return Facts(**{field.name: getattr(document, field.name) for field in fields(Facts)})


def microseconds(moment: datetime) -> int:
    """Return the time from 1970 to a moment; one without a zone is in UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def rows(
    facts: Facts, number: int, record: Attribution, review: ReviewRow | None = None
) -> tuple[ListedRow, SearchedRow]:
    """Return the rows of a record as it stands, `review` being where reviewers have brought it."""
    corrected = review is not None and review.record is not None
    status = Status.CORRECTED if corrected else Status.UNREVIEWED
    if review is not None and review.verdict != _OPEN:
        status = Status(review.verdict)
    listed = ListedRow(
        number=number,
        id=record.id,
        document_number=facts.number,
        confidence=record.confidence,
        published=UNDATED if facts.published_at is None else microseconds(facts.published_at),
        language=facts.language,
        publisher=facts.publisher,
        level=record.level.value,
        act=record.act.value,
        type=record.type and record.type.value,
        detail=record.sourcing.detail.value,
        kind=record.speaker.kind.value if record.speaker else None,
        status=status.value,
        corrected=corrected,
        said_on=record.said_at.first_day().isoformat() if record.said_at else None,
        is_copy=facts.story_number != facts.number,
        settled=status in (Status.ACCEPTED, Status.REJECTED),
    )
    return listed, SearchedRow(number=number, terms=_terms(facts, listed, record))


def add(session: Session, pairs: Iterable[tuple[ListedRow, SearchedRow]]) -> None:
    """Add rows of records that are not listed yet."""
    pairs = list(pairs)
    session.add_all(listed for listed, _ in pairs)
    session.flush()
    session.add_all(searched for _, searched in pairs)
    session.flush()


def restate(session: Session, document_number: int, identifier: str) -> None:
    """Bring the rows of one record to where it stands now; they go when there is no such record any more."""
    of_record = (col(ListedRow.document_number) == document_number, col(ListedRow.id) == identifier)
    machine = session.execute(
        select(col(AttributionRow.number), col(AttributionRow.record)).where(
            col(AttributionRow.id) == identifier, col(AttributionRow.document_number) == document_number
        )
    ).one_or_none()
    review = session.get(ReviewRow, identifier)
    found = None if machine is None else machine.record
    record = review.record if review and review.record else found
    if record is None:
        session.execute(delete(ListedRow).where(*of_record))
        return
    number = session.scalars(select(col(ListedRow.number)).where(*of_record)).one_or_none()
    if number is None:
        number = machine.number if machine else _next_free(session, document_number)
    for row in rows(_facts(session, document_number), number, Attribution.model_validate_json(record), review):
        session.merge(row)
        session.flush()


def relist(session: Session, document_number: int) -> None:
    """Make the rows of all records of a document anew."""
    session.execute(delete(ListedRow).where(col(ListedRow.document_number) == document_number))
    facts = _facts(session, document_number)
    of_document = select(ReviewRow).where(col(ReviewRow.document_number) == document_number)
    reviews = {review.record_id: review for review in session.scalars(of_document)}
    machine = session.execute(
        select(col(AttributionRow.number), col(AttributionRow.id), col(AttributionRow.record))
        .where(col(AttributionRow.document_number) == document_number)
        .order_by(col(AttributionRow.number))
    ).all()
    standing = []
    for number, identifier, found in machine:
        review = reviews.pop(identifier, None)
        record = review.record if review and review.record else found
        standing.append(rows(facts, number, Attribution.model_validate_json(record), review))
    number = _next_free(session, document_number)
    for review in reviews.values():
        if review.added and review.record:
            standing.append(rows(facts, number, Attribution.model_validate_json(review.record), review))
            number += 1
    add(session, standing)


def fill(database: Database) -> None:
    """List every document whose records are not listed, some at a time: after a migration that may be all of them."""
    number: SQLColumnExpression[Any] = col(DocumentRow.number)
    missing = (
        select(number)
        .where(
            exists().where(col(AttributionRow.document_number) == number),
            ~exists().where(col(ListedRow.document_number) == number),
        )
        .order_by(number)
        .limit(LISTED_AT_ONCE)
    )
    while True:
        with database.writing() as session:
            numbers = session.scalars(missing).all()
            for one in numbers:
                relist(session, one)
        if not numbers:
            return


def _facts(session: Session, document_number: int) -> Facts:
    columns = [col(getattr(DocumentRow, field.name)) for field in fields(Facts)]
    return Facts(*session.execute(select(*columns).where(col(DocumentRow.number) == document_number)).one())


def _next_free(session: Session, document_number: int) -> int:
    """Return the number after all those of a document's records, found and added."""
    last = [
        session.scalars(
            select(func.max(col(table.number))).where(col(table.document_number) == document_number)
        ).one_or_none()
        for table in (AttributionRow, ListedRow)
    ]
    return max((number for number in last if number is not None), default=first_number(document_number) - 1) + 1


def _terms(facts: Facts, listed: ListedRow, record: Attribution) -> str:
    """Return the terms of a record: what lists are narrowed by exactly, and its words."""
    narrowed = [(mark, getattr(listed, mark)) for mark in NARROWED_BY]
    narrowed.append(("document", facts.id))
    narrowed.append(("outlet", record.via_outlet))
    if record.speaker:
        narrowed += [("speaker", record.speaker.id), ("outlet", record.speaker.outlet)]
    narrowed += [("about", mention.entity.id) for mention in record.about]
    exactly = dict.fromkeys(exact(mark, value) for mark, value in narrowed if value is not None)
    return " ".join((*exactly, terms_of_record(record)))
