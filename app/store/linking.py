"""Linking a document's speakers with those of others as it is stored, and taking them out as it goes.

Each named speaker, each outlet, and each person, body or place that contents are about gets the name under which it is
known across documents: one that is spelt alike, or a new one, which a judgement of the machine's may join with others
(`app.store.clusters`). Names are found by keys in an index and compared by `nlp.link.speaker`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from app.limits import MAX_COMPARED_NAMES, MAX_OFFICES
from app.models import (
    EntityLinkRow,
    EntityRow,
    SpeakerKeyRow,
    SpeakerLinkRow,
    SpeakerMergeRow,
    SpeakerNameRow,
    SpeakerRow,
)
from app.store import clusters
from app.store.portions import portions
from nlp.link.lookup import lookup_keys
from nlp.link.speaker import Known, Verdict, compare, is_person, known_again, read_speaker
from nlp.types import Attribution, EntityKind, Level, SpeakerKind

_ID_BYTES = 12


@dataclass(slots=True)
class _Met:
    """A speaker of the document, or whom its contents are about: what is known, and what will point at its name."""

    known: Known
    link: SpeakerLinkRow | EntityLinkRow
    named: int = 0
    outlet: int = 0


@dataclass(slots=True)
class _Names:
    """The names in the store that share a key with one of the document's, and those that the document adds."""

    by_key: dict[str, list[SpeakerNameRow]] = field(default_factory=dict)
    keys: dict[int, set[str]] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)

    def add(self, row: SpeakerNameRow, known: Known, keys: Iterable[str]) -> None:
        self.known[id(row)] = known
        for key in keys:
            self.by_key.setdefault(key, []).append(row)

    def like(self, known: Known) -> list[SpeakerNameRow]:
        found = {id(row): row for key in sorted(known.keys) for row in self.by_key.get(key, ())}
        return list(found.values())[:MAX_COMPARED_NAMES]


def link(
    session: Session,
    seen: datetime,
    attributions: Sequence[Attribution],
    speakers: Mapping[str, SpeakerRow],
    entities: Mapping[str, EntityRow],
    before: Collection[int] = (),
) -> None:
    """Link a document of the day `seen` that was added in this transaction. `speakers` and `entities` are its own, with
    their numbers;
    `before` are names that it used until now, so that one that was set apart for it stays its own."""
    met = [*_speakers(attributions, speakers), *_entities(attributions, entities)]
    if not met:
        return
    clusters.wait_for_turn(session)
    names = _read(session, {key for one in met for key in one.known.keys})
    placed: list[tuple[_Met, SpeakerNameRow]] = []
    joined: list[tuple[SpeakerNameRow, SpeakerNameRow]] = []
    for one in met:
        row, others = _place(names, one.known, seen, before)
        joined += [(other, row) for other in others]
        if isinstance(one.link, SpeakerLinkRow):
            row.kind = one.known.kind.value  # a place that speaks is a body
        row.named += one.named
        row.outlet += one.outlet
        row.first_seen, row.last_seen = min(row.first_seen, seen), max(row.last_seen, seen)
        placed.append((one, row))
    rows = {id(row): row for _, row in placed}
    session.add_all(rows.values())
    session.flush()
    _keep_keys(session, placed)
    for one, row in placed:
        assert row.number is not None
        one.link.name_number = row.number
    session.add_all(one.link for one in met)
    session.add_all(_judged(left, right) for left, right in joined)
    clusters.form(session, [row.number or 0 for row in rows.values()])


def new_id() -> str:
    """Return an id for a name or a judgement that nobody can guess from another."""
    return secrets.token_hex(_ID_BYTES)


def judgement_row(left: int, right: int, judgement: Verdict, decided_by: str | None) -> SpeakerMergeRow:
    """Return a judgement about two names; `decided_by` is null for the machine."""
    return SpeakerMergeRow(
        id=new_id(),
        left_number=left,
        right_number=right,
        judgement=judgement.value,
        decided_by=decided_by,
        decided_at=datetime.now(UTC),
        deleted_at=None,
        deleted_by=None,
    )


def _judged(left: SpeakerNameRow, right: SpeakerNameRow) -> SpeakerMergeRow:
    assert left.number is not None
    assert right.number is not None
    return judgement_row(left.number, right.number, Verdict.SAME, None)


def _speakers(records: Sequence[Attribution], rows: Mapping[str, SpeakerRow]) -> Iterator[_Met]:
    """Give the document's speakers that are named, or an outlet, in at least one record."""
    said: dict[str, list[Attribution]] = {}
    for one in records:
        if one.speaker and one.level is not Level.ANONYMOUS:
            said.setdefault(one.speaker.id, []).append(one)
    for identifier, attributions in said.items():
        speaker = attributions[0].speaker
        assert speaker is not None
        beside = [(one.sourcing.role or "", one.sourcing.affiliation or "") for one in attributions]
        role, affiliation = max(beside, key=lambda pair: (bool(pair[0]), bool(pair[1])))
        number = rows[identifier].number
        assert number is not None
        yield _Met(
            read_speaker(speaker.name, speaker.kind, role or None, affiliation or None),
            SpeakerLinkRow(speaker_number=number, name_number=0),
            named=sum(one.level is Level.NAMED for one in attributions),
            outlet=sum(one.level is Level.OUTLET for one in attributions),
        )


def _entities(records: Sequence[Attribution], rows: Mapping[str, EntityRow]) -> Iterator[_Met]:
    """Give those whom contents are about and whose names alone tell who they are."""
    entities = {mention.entity.id: mention.entity for one in records for mention in one.about}
    for entity in entities.values():
        known = read_speaker(entity.name, entity.kind)
        number = rows[entity.id].number
        assert number is not None
        if known.keys:
            yield _Met(known, EntityLinkRow(entity_number=number, name_number=0))


def _read(session: Session, keys: set[str]) -> _Names:
    names = _Names()
    for some in portions(sorted(keys)):
        rows = session.execute(
            select(SpeakerKeyRow.key, SpeakerNameRow)
            .join(SpeakerNameRow, col(SpeakerNameRow.number) == col(SpeakerKeyRow.name_number))
            .where(col(SpeakerKeyRow.key).in_(some))
            .order_by(col(SpeakerNameRow.number))
        )
        for key, row in rows:
            names.add(row, names.known.get(id(row)) or known_of(row), [key])
    return names


def known_of(row: SpeakerNameRow) -> Known:
    """Return what a name in the store is known by."""
    kind = SpeakerKind(row.kind) if row.kind in set(SpeakerKind) else EntityKind(row.kind)
    return known_again(row.name, kind, row.identity, _parts(row.offices), _parts(row.states))


def _place(
    names: _Names, known: Known, seen: datetime, before: Collection[int]
) -> tuple[SpeakerNameRow, list[SpeakerNameRow]]:
    """Return the name that is spelt alike, or a new one with those that it is to be joined with."""
    verdicts = [(row, compare(names.known[id(row)], known)) for row in names.like(known)]
    same = [row for row, verdict in verdicts if verdict is Verdict.SAME]
    spelt = [row for row in same if row.identity == known.identity]
    if spelt:
        exact = next((row for row in spelt if row.number in before), spelt[0])
        _learn(exact, known)
        names.known[id(exact)] = known_of(exact)
        return exact, []
    contradicted = {_speaker(row) for row, verdict in verdicts if verdict is Verdict.DIFFERENT}
    of_speaker: dict[int, SpeakerNameRow] = {}
    for row in same:
        if _speaker(row) not in contradicted:
            of_speaker.setdefault(_speaker(row), row)
    others = list(of_speaker.values())
    new = _new(known, seen)
    names.add(new, known, known.keys)
    agree = all(
        compare(names.known[id(a)], names.known[id(b)]) is not Verdict.DIFFERENT for a in others for b in others
    )
    return new, others if agree else []


def _speaker(row: SpeakerNameRow) -> int:
    """A number for the speaker that the name belongs to; for a name of this document, one of its own."""
    return row.linked_number if row.linked_number is not None else -id(row)


def _new(known: Known, seen: datetime) -> SpeakerNameRow:
    return SpeakerNameRow(
        id=new_id(),
        linked_number=None,
        name=known.name,
        kind=known.kind.value,
        identity=known.identity,
        offices=_joined(known.offices),
        states=_joined(known.states),
        named=0,
        outlet=0,
        first_seen=seen,
        last_seen=seen,
    )


def _learn(row: SpeakerNameRow, known: Known) -> None:
    """Add to a name what a document tells beside it; a state that contradicts those known does not reach here."""
    if not is_person(known.kind):
        return
    offices = _parts(row.offices)
    if len(offices) < MAX_OFFICES:
        row.offices = _joined(offices | known.offices)
    row.states = _joined(_parts(row.states) | known.states)


def _keep_keys(session: Session, placed: list[tuple[_Met, SpeakerNameRow]]) -> None:
    """Store the keys of every name that are not stored yet."""
    wanted: dict[int, set[str]] = {}
    for one, row in placed:
        assert row.number is not None
        if row.linked_number is not None and len(_parts(row.offices)) >= MAX_OFFICES:
            continue
        wanted.setdefault(row.number, set()).update(one.known.keys | lookup_keys(row.name))
    for some in portions(sorted(wanted)):
        stored = session.execute(
            select(SpeakerKeyRow.name_number, SpeakerKeyRow.key).where(col(SpeakerKeyRow.name_number).in_(some))
        )
        for number, key in stored:
            wanted[number].discard(key)
    session.add_all(SpeakerKeyRow(key=key, name_number=number) for number, keys in wanted.items() for key in keys)


def _joined(parts: frozenset[str]) -> str:
    return "\n".join(sorted(parts)[:MAX_OFFICES])


def _parts(text: str) -> frozenset[str]:
    return frozenset(text.split("\n")) if text else frozenset()
