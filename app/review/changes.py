"""What a decision changed, part by part, so that a reviewer sees what another one did and not only that they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from app.store.decisions import Decision, State, Verdict
from nlp.types import Attribution, Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What was taken away and what was put in its place, either of them empty where there was nothing.

    `label` is the phrase that names what changed. Where `values` is given, both sides are values that have a phrase
    under that prefix; else they are words of the text or a name.
    """

    label: str
    removed: str
    added: str
    values: str | None = None


def changes(decision: Decision, machine: Attribution | None) -> list[Difference]:
    """Return what a decision changed about a record, of which the engine found `machine`; nothing for a record that
    came to be or went."""
    if decision.before is None or decision.after is None:
        return []
    before, after = _record(decision.before, machine), _record(decision.after, machine)
    found = [*_values(decision.before, decision.after)]
    if before is not None and after is not None and before != after:
        found += [*_corrections(before, after)]
    return found


def _record(state: State, machine: Attribution | None) -> Attribution | None:
    return state.corrected or machine


def _values(before: State, after: State) -> Iterator[Difference]:
    # A correction opens a record again; that is no news beside what was corrected.
    if before.verdict is not after.verdict and (
        after.verdict is not Verdict.OPEN or after.corrected == before.corrected
    ):
        yield Difference("verdict", before.verdict.value, after.verdict.value, "verdict")


def _corrections(before: Attribution, after: Attribution) -> Iterator[Difference]:
    if before.speaker != after.speaker:
        yield Difference(
            "speaker",
            before.speaker.name if before.speaker else "",
            after.speaker.name if after.speaker else "",
        )
    for label, values, old, new in (
        ("level", "detail", before.sourcing.detail, after.sourcing.detail),
        ("act", "act", before.act, after.act),
        ("type", "type", before.type, after.type),
    ):
        if old != new:
            yield Difference(label, old or "", new or "", values)
    yield from _spans("part.source", [before.source], [after.source])
    yield from _spans("part.cue", [before.cue], [after.cue])
    yield from _spans("part.via", [before.via], [after.via])
    yield from _spans("part.content", before.content, after.content)


def _spans(label: str, before: Iterable[Span | None], after: Iterable[Span | None]) -> Iterator[Difference]:
    for old, new in zip_longest(before, after):
        if old == new:
            continue
        removed, added = _outside(old, new), _outside(new, old)
        yield Difference(label, removed, added)


def _outside(span: Span | None, other: Span | None) -> str:
    """Return the words of `span` that do not lie in `other`."""
    if span is None:
        return ""
    if other is None or other.end <= span.start or span.end <= other.start:
        return " ".join(span.text.split())
    front, back = (
        span.text[: max(0, other.start - span.start)],
        span.text[len(span.text) - max(0, span.end - other.end) :],
    )
    return " … ".join(" ".join(words.split()) for words in (front, back) if words.strip())
