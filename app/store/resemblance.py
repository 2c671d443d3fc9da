"""Speakers that could be the same as one: shown to people, who decide."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import Database
from app.models import LinkedSpeakerRow, SpeakerKeyRow, SpeakerMergeRow, SpeakerNameRow
from app.store.portions import portions
from app.store.speakers import linked
from nlp.link.lookup import likeness, sound_keys, words_of
from nlp.link.speaker import Verdict

_LEAST = 60.0
"""Likeness (0 to 100) below which a suggestion wastes time."""
_MOST_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Resembling:
    """A speaker that could be the same, with how alike the names are, 0 to 100."""

    id: str
    name: str
    kind: str
    records: int
    likeness: float


def like(database: Database, identifier: str, limit: int) -> list[Resembling]:
    """Return up to `limit` speakers whose names look or sound like this one's, the likest first; who somebody has told
    apart from it is left out. Raises `NotFound`."""
    with database.reading() as session:
        speaker = linked(session, identifier)
        names = session.exec(
            select(SpeakerNameRow).where(col(SpeakerNameRow.linked_number) == speaker.number).limit(_MOST_LOOKED_AT)
        ).all()
        words = {words_of(name.name)[-1] for name in names if words_of(name.name)}
        keys = sorted({key for word in words for key in sound_keys(word)})
        apart = _told_apart(session, [name.number or 0 for name in names])
        best: dict[int, float] = {}
        for some in portions(keys):
            rows = session.execute(
                select(SpeakerNameRow.linked_number, SpeakerNameRow.name, SpeakerNameRow.kind)
                .join(SpeakerKeyRow, col(SpeakerKeyRow.name_number) == col(SpeakerNameRow.number))
                .where(col(SpeakerKeyRow.key).in_(some), col(SpeakerNameRow.linked_number) != speaker.number)
                .order_by((col(SpeakerNameRow.named) + col(SpeakerNameRow.outlet)).desc())
                .limit(_MOST_LOOKED_AT)
            )
            for number, name, kind in rows:
                if number is not None and number not in apart and (kind == "person") == (speaker.kind == "person"):
                    score = max(likeness(name, own.name) for own in names)
                    best[number] = max(score, best.get(number, 0.0))
        found = sorted((number for number in best if best[number] >= _LEAST), key=lambda one: (-best[one], one))
        speakers = session.exec(
            select(LinkedSpeakerRow).where(
                col(LinkedSpeakerRow.number).in_(found[: 4 * limit]), col(LinkedSpeakerRow.records) > 0
            )
        ).all()
        ordered = sorted(speakers, key=lambda one: (-best[one.number], one.number))[:limit]
        return [Resembling(one.id, one.name, one.kind, one.records, round(best[one.number], 1)) for one in ordered]


def _told_apart(session: Session, names: list[int]) -> set[int]:
    """Return the speakers that people have told apart from these names."""
    found: set[int] = set()
    for mine, theirs in (
        (SpeakerMergeRow.left_number, SpeakerMergeRow.right_number),
        (SpeakerMergeRow.right_number, SpeakerMergeRow.left_number),
    ):
        rows = session.exec(
            select(SpeakerNameRow.linked_number)
            .join(SpeakerMergeRow, col(theirs) == col(SpeakerNameRow.number))
            .where(
                col(mine).in_(names),
                col(SpeakerMergeRow.judgement) == Verdict.DIFFERENT.value,
                col(SpeakerMergeRow.deleted_at).is_(None),
            )
        )
        found.update(number for number in rows if number is not None)
    return found
