"""Documents in the store: kept once for each text, read by id, deleted with all that was read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import RowMapping, func
from sqlalchemy import delete as sql_delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.db import Database
from app.errors import NotFound
from app.models import AttributionRow, DecisionRow, DocumentRow, ReviewRow
from app.store import copies, linking, listing, unlinking
from app.store.document_list import DOCUMENT_COLUMNS
from app.store.rows import (
    about_rows,
    attribution_rows,
    check_fits,
    digest,
    document_of,
    document_row,
    entity_rows,
    first_number,
    speaker_rows,
)
from nlp.types import Attribution, DocumentRecord


@dataclass(frozen=True, slots=True)
class Stored:
    """A document in the store by its id. `new` is false when the text was known already."""

    id: str
    new: bool


def find_text(database: Database, text: str) -> str | None:
    """Return the id of the document that has this text, or null."""
    with database.reading() as session:
        return _id_of(session, digest(text))


def save(database: Database, record: DocumentRecord, text: str) -> Stored:
    """Keep a record with its text, all of it or nothing.

    A text that is known already stays as it was first kept, whatever else `record` says of it. Raises
    `RecordDoesNotFit` when the record is not of this text.
    """
    check_fits(record, text)
    try:
        with database.writing() as session:
            known = _id_of(session, record.document.sha256)
            if known is not None:
                return Stored(known, new=False)
            _add(session, record, text)
    except IntegrityError:
        # Another process kept the same text between the look and the insertion.
        known = find_text(database, text)
        if known is None:
            raise
        return Stored(known, new=False)
    return Stored(record.document.id, new=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is kept: `record` as the engine found it, `standing` as it stands after review, with what
    reviewers have added. `version` differs whenever anything of it or the decisions about it does."""

    record: DocumentRecord
    standing: DocumentRecord
    text: str
    version: str


def get(database: Database, identifier: str) -> tuple[DocumentRecord, str]:
    """Return a document's record and its original text. Raises `NotFound`."""
    kept = look(database, identifier)
    return kept.record, kept.text


def look(database: Database, identifier: str) -> Kept:
    """Return a document with its version. Raises `NotFound`."""
    with database.reading() as session:
        return _kept(session, _row(session, identifier))


def delete(database: Database, identifier: str, check: Callable[[Kept], None] | None = None) -> None:
    """Take a document out of the store, with its text and all that was read from it, unless `check`, which is shown the
    document in its last moment, raises. Raises `NotFound`."""
    with database.writing() as session:
        # Held until the end: nobody can decide about a document in between.
        row = _row(session, identifier, hold=True)
        if check is not None:
            check(_kept(session, row))
        number: int = row["number"]
        copies.leave(session, number)
        names = unlinking.names_of(session, number)
        # The tables that belong to a document follow it (`ON DELETE CASCADE`), the search index follows them.
        session.exec(sql_delete(DocumentRow).where(col(DocumentRow.number) == number))
        unlinking.settle(session, names)


def _row(session: Session, identifier: str, *, hold: bool = False) -> RowMapping:
    statement = select(DocumentRow.number, DocumentRow.text, *DOCUMENT_COLUMNS)
    statement = statement.where(col(DocumentRow.id) == identifier)
    if hold:
        statement = statement.with_for_update()
    row = session.execute(statement).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no document with this id.")
    return row


def _kept(session: Session, row: RowMapping) -> Kept:
    rows = session.exec(
        select(AttributionRow.record, ReviewRow.record)
        .join(ReviewRow, col(ReviewRow.record_id) == col(AttributionRow.id), isouter=True)
        .where(col(AttributionRow.document_number) == row["number"])
        .order_by(col(AttributionRow.number))
    )
    found: list[Attribution] = []
    standing: list[Attribution] = []
    for machine, corrected in rows:
        found.append(Attribution.model_validate_json(machine))
        standing.append(found[-1] if corrected is None else Attribution.model_validate_json(corrected))
    added = session.exec(
        select(ReviewRow.record).where(col(ReviewRow.document_number) == row["number"], col(ReviewRow.added))
    )
    standing += [Attribution.model_validate_json(one) for one in added if one is not None]
    standing.sort(key=lambda one: (one.cue.start, one.cue.end))
    document = document_of(row)
    record = DocumentRecord(document=document, attributions=found)
    # Decisions are only ever added, each with a higher number.
    last = select(func.max(DecisionRow.number)).where(col(DecisionRow.document_number) == row["number"])
    version = hashlib.sha256(f"{session.exec(last).one()} {record.model_dump_json()}".encode()).hexdigest()
    return Kept(record, DocumentRecord(document=document, attributions=standing), row["text"], version)


def _id_of(session: Session, sha256: str) -> str | None:
    return session.exec(select(DocumentRow.id).where(col(DocumentRow.sha256) == sha256)).one_or_none()


def _add(session: Session, record: DocumentRecord, text: str) -> None:
    document = document_row(record.document, text)
    session.add(document)
    session.flush()
    assert document.number is not None
    document.story_number = document.number
    add_records(session, document, record)


def add_records(session: Session, document: DocumentRow, record: DocumentRecord, names: Collection[int] = ()) -> None:
    """Add what was read from a document, which has its row and nothing else yet, and link those who are named in it.
    `names` are the numbers of those that it used until now."""
    assert document.number is not None
    speakers = speaker_rows(record, document.number)
    entities = entity_rows(record, document.number)
    session.add_all([*speakers.values(), *entities.values()])
    session.flush()
    session.add_all(attribution_rows(record, document.number, speakers))
    session.flush()
    session.add_all(about_rows(record, document.number, entities))
    facts, first = listing.facts_of(document), first_number(document.number)
    listing.add(session, (listing.rows(facts, first + place, one) for place, one in enumerate(record.attributions)))
    seen = document.published_at or document.added_at
    linking.link(session, seen, record.attributions, speakers, entities, names)
