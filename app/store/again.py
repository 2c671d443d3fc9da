"""What the engine finds by now takes the place of what it found before; what a person has decided about stays."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.db import Database
from app.errors import NotFound
from app.models import AttributionRow, DocumentRow, EntityRow, ListedRow, ReviewRow, SpeakerRow
from app.store import listing, unlinking
from app.store.documents import add_records
from app.store.job import Changed, Changes
from app.store.rows import check_fits
from nlp.types import Attribution, DocumentRecord


def replace(database: Database, record: DocumentRecord, text: str) -> Changes:
    """Put a new record of a stored document in the place of the old one, all of it or nothing, and return what differs.

    A record that anybody has ever decided about stays as the machine found it then, so that each decision goes on to
    say of it what it said; what is found now at the same words is left out. The document itself stays as it was first
    kept. Raises `NotFound`, and `RecordDoesNotFit` when the record is not of this text.
    """
    check_fits(record, text)
    with database.writing() as session:
        statement = select(DocumentRow).where(col(DocumentRow.id) == record.document.id).with_for_update()
        document = session.exec(statement).one_or_none()
        if document is None or document.number is None:
            raise NotFound("There is no document with this id.")
        before = _found(session, document.number)
        reviews = session.exec(select(ReviewRow).where(col(ReviewRow.document_number) == document.number)).all()
        decided = [before[review.record_id] for review in reviews if review.record_id in before]
        corrected = [Attribution.model_validate_json(review.record) for review in reviews if review.record]
        after = _joined(record.attributions, decided, corrected)
        if after != list(before.values()):
            _exchange(session, document, record.model_copy(update={"attributions": after}))
    now = {one.id: one for one in record.attributions}
    return _changes(before, after, kept=[one.id for one in decided if now.get(one.id) != one])


def _found(session: Session, number: int) -> dict[str, Attribution]:
    rows = session.exec(
        select(AttributionRow.record)
        .where(col(AttributionRow.document_number) == number)
        .order_by(col(AttributionRow.number))
    )
    return {one.id: one for one in map(Attribution.model_validate_json, rows)}


def _joined(found: list[Attribution], decided: list[Attribution], corrected: list[Attribution]) -> list[Attribution]:
    """Return the decided records and those found at other words, in the order of their cues."""
    taken = {place for one in (*decided, *corrected) for place in range(one.cue.start, one.cue.end)}
    free = [one for one in found if taken.isdisjoint(range(one.cue.start, one.cue.end))]
    joined = sorted((*decided, *free), key=lambda one: (one.cue.start, one.cue.end))
    ids = {one.id for one in joined}
    return [one if one.parent in ids else one.model_copy(update={"parent": None}) for one in joined]


def _exchange(session: Session, document: DocumentRow, record: DocumentRecord) -> None:
    assert document.number is not None
    names = unlinking.names_of(session, document.number)
    for table in (ListedRow, AttributionRow, SpeakerRow, EntityRow):
        session.execute(delete(table).where(col(table.document_number) == document.number))
    add_records(session, document, record, names)
    listing.relist(session, document.number)  # as reviewers have brought the records
    # Counted only now: a name that the document still uses keeps what people have said of it.
    unlinking.settle(session, names)


def _changes(before: dict[str, Attribution], after: list[Attribution], kept: list[str]) -> Changes:
    changed: list[Changed] = []
    for one in after:
        old = before.get(one.id)
        if old is not None and old != one:
            parts = [name for name in Attribution.model_fields if getattr(old, name) != getattr(one, name)]
            changed.append(Changed(id=one.id, parts=parts, before=old))
    ids = {one.id for one in after}
    return Changes(
        added=[one.id for one in after if one.id not in before],
        removed=[one for one in before.values() if one.id not in ids],
        changed=changed,
        kept=kept,
    )
