"""From names and judgements to speakers: which names are one, and what they come to together.

A speaker is a connected set of names (nomenklatura's clusters). Judgements join or part them: people's go before the
machine's, among people's the latest counts, and no join brings two names together that somebody has told apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete as sql_delete
from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from app.models import LinkedSpeakerRow, SpeakerMergeRow, SpeakerNameRow
from app.store.portions import portions
from nlp.link.speaker import Verdict

_LINKING = 0x69736E6164  # "isnad": the number of the lock


def wait_for_turn(session: Session) -> None:
    """Let one transaction at a time link, so that a new name is one name whoever brings it. On SQLite writers take
    turns anyway; on PostgreSQL the lock goes with the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LINKING)))


def form(session: Session, names: Iterable[int]) -> None:
    """Form the speakers anew that these names belong to, after names or judgements have changed."""
    session.flush()
    rows, judgements = _connected(session, set(names))
    before = {row.linked_number for row in rows if row.linked_number is not None}
    groups = group([_number(row) for row in rows], judgements)
    by_number = {_number(row): row for row in rows}
    wanted: dict[int, list[SpeakerNameRow]] = {}
    for number, first in groups.items():
        wanted.setdefault(first, []).append(by_number[number])
    for gone in portions(sorted(before - wanted.keys())):
        session.exec(sql_delete(LinkedSpeakerRow).where(col(LinkedSpeakerRow.number).in_(gone)))
    known = {
        row.number: row
        for some in portions(sorted(wanted))
        for row in session.exec(select(LinkedSpeakerRow).where(col(LinkedSpeakerRow.number).in_(some)))
    }
    for first, members in wanted.items():
        session.add(_summed(known.get(first), by_number[first], members))
    session.flush()


def group(numbers: Collection[int], judgements: Iterable[SpeakerMergeRow]) -> dict[int, int]:
    """Return for each name the first name of its speaker."""
    first = {number: number for number in numbers}
    apart: set[frozenset[int]] = set()

    def of(number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    people = sorted((one for one in judgements if one.decided_by is not None), key=_age, reverse=True)
    machine = sorted((one for one in judgements if one.decided_by is None), key=_age)
    for judgement in (*people, *machine):
        if judgement.left_number not in first or judgement.right_number not in first:
            continue
        left, right = of(judgement.left_number), of(judgement.right_number)
        if left == right:
            continue
        if judgement.judgement == Verdict.DIFFERENT.value:
            apart.add(frozenset((left, right)))
        elif frozenset((left, right)) not in apart:
            kept, joined = min(left, right), max(left, right)
            first[joined] = kept
            apart = {frozenset(kept if one == joined else one for one in pair) for pair in apart}
    return {number: of(number) for number in numbers}


def _age(judgement: SpeakerMergeRow) -> int:
    assert judgement.number is not None
    return judgement.number


def _connected(session: Session, names: set[int]) -> tuple[list[SpeakerNameRow], list[SpeakerMergeRow]]:
    """Read all names that judgements or a speaker of the past connect with `names`, and the judgements between them."""
    rows: dict[int, SpeakerNameRow] = {}
    judgements: dict[int, SpeakerMergeRow] = {}
    waiting = set(names)
    while waiting:
        linked: set[int] = set()
        found: set[int] = set()
        for some in portions(sorted(waiting)):
            for row in session.exec(select(SpeakerNameRow).where(col(SpeakerNameRow.number).in_(some))):
                rows[_number(row)] = row
                linked.add(row.linked_number or 0)
            either = or_(col(SpeakerMergeRow.left_number).in_(some), col(SpeakerMergeRow.right_number).in_(some))
            for judgement in session.exec(
                select(SpeakerMergeRow).where(either, col(SpeakerMergeRow.deleted_at).is_(None))
            ):
                judgements[_age(judgement)] = judgement
                found |= {judgement.left_number, judgement.right_number}
        for some in portions(sorted(linked - {0})):
            found.update(
                number or 0
                for number in session.exec(
                    select(SpeakerNameRow.number).where(col(SpeakerNameRow.linked_number).in_(some))
                )
            )
        waiting = found - rows.keys()
    return list(rows.values()), list(judgements.values())


def _number(row: SpeakerNameRow) -> int:
    assert row.number is not None
    return row.number


def _summed(speaker: LinkedSpeakerRow | None, first: SpeakerNameRow, names: list[SpeakerNameRow]) -> LinkedSpeakerRow:
    """Write into a speaker's row, a new one if need be, what its names come to, and into the names whose they are."""
    most = max(names, key=lambda row: (row.named + row.outlet, -_number(row)))
    named, outlet = sum(row.named for row in names), sum(row.outlet for row in names)
    wanted = LinkedSpeakerRow(
        number=_number(first),
        id=first.id,
        name=most.name,
        kind=most.kind,
        named=named,
        outlet=outlet,
        records=named + outlet,
        first_seen=min(row.first_seen for row in names),
        last_seen=max(row.last_seen for row in names),
    )
    for row in names:
        row.linked_number = first.number
    if speaker is None:
        return wanted
    speaker.sqlmodel_update(wanted)
    return speaker
