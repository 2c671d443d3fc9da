"""What becomes of names when documents go, or when their speakers are given other names: counted anew, and none is left
that no document uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete as sql_delete
from sqlalchemy import func
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.models import (
    AttributionRow,
    DocumentRow,
    EntityLinkRow,
    EntityRow,
    LinkedSpeakerRow,
    SpeakerLinkRow,
    SpeakerNameRow,
    SpeakerRow,
)
from app.store import clusters
from app.store.portions import portions
from nlp.types import Level


def names_of(session: Session, document_number: int) -> set[int]:
    """Return the numbers of the names that a document uses."""
    speakers = (
        select(SpeakerLinkRow.name_number)
        .join(SpeakerRow, col(SpeakerRow.number) == col(SpeakerLinkRow.speaker_number))
        .where(col(SpeakerRow.document_number) == document_number)
    )
    entities = (
        select(EntityLinkRow.name_number)
        .join(EntityRow, col(EntityRow.number) == col(EntityLinkRow.entity_number))
        .where(col(EntityRow.document_number) == document_number)
    )
    return {*session.exec(speakers), *session.exec(entities)}


def settle(session: Session, names: Iterable[int]) -> None:
    """Count the records of these names anew, take out those that no document uses any more, and form their speakers."""
    numbers = sorted(names)
    if not numbers:
        return
    clusters.wait_for_turn(session)
    session.flush()
    affected: set[int] = set()
    gone: set[int] = set()
    for some in portions(numbers):
        used = {*session.exec(_used(col(SpeakerLinkRow.name_number), some))}
        used |= {*session.exec(_used(col(EntityLinkRow.name_number), some))}
        unused = [number for number in some if number not in used]
        gone.update(unused)
        affected |= used | _take_out(session, unused)
        _count(session, sorted(used))
    clusters.form(session, affected - gone)


def _used(column: Mapped[int], numbers: Sequence[int]) -> SelectOfScalar[int]:
    return select(column).where(column.in_(numbers)).distinct()


def _take_out(session: Session, names: Sequence[int]) -> set[int]:
    """Take names out, and return all those that were one speaker with them."""
    linked = {*session.exec(select(SpeakerNameRow.linked_number).where(col(SpeakerNameRow.number).in_(names)))}
    beside = session.exec(select(SpeakerNameRow.number).where(col(SpeakerNameRow.linked_number).in_(linked))).all()
    session.exec(sql_delete(LinkedSpeakerRow).where(col(LinkedSpeakerRow.number).in_(linked)))
    session.exec(sql_delete(SpeakerNameRow).where(col(SpeakerNameRow.number).in_(names)))
    return {number for number in beside if number is not None}


def _count(session: Session, names: Sequence[int]) -> None:
    """Count the records of each name, and look when it was seen; of one that nobody speaks under, nothing is left."""
    day = func.coalesce(col(DocumentRow.published_at), col(DocumentRow.added_at))
    counted = session.execute(
        select(  # type: ignore[call-overload]  # SQLModel's select knows four columns at most
            SpeakerLinkRow.name_number,
            func.count().filter(col(AttributionRow.level) == Level.NAMED.value),
            func.count().filter(col(AttributionRow.level) == Level.OUTLET.value),
            func.min(day),
            func.max(day),
        )
        .join(AttributionRow, col(AttributionRow.speaker_number) == col(SpeakerLinkRow.speaker_number))
        .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
        .where(col(SpeakerLinkRow.name_number).in_(names))
        .group_by(col(SpeakerLinkRow.name_number))
    )
    found = {number: rest for number, *rest in counted}
    for row in session.exec(select(SpeakerNameRow).where(col(SpeakerNameRow.number).in_(names))):
        row.named, row.outlet, row.first_seen, row.last_seen = found.get(
            row.number, (0, 0, row.first_seen, row.last_seen)
        )
        session.add(row)
