"""Holding a record against what a case says of it, with findings that can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nlp.fold import fold
from nlp.types import Attribution, DocumentRecord, Span
from tests.behaviour.cases import Claim, Expected
from tests.behaviour.vary import Variation

_EDGE = " .,،؛;\n"


def broken_claims(claim: Claim, record: DocumentRecord) -> list[str]:
    """Return in words what of `claim` does not hold of the record of its text."""
    broken = [finding for expected in claim.expect for finding in _broken_parts(claim.text, expected, record)]
    for word in claim.absent:
        found = _at(claim.text, word, 1, record)
        if found is not None:
            broken.append(f"«{word}» must not report here; found: {described(found)}")
    if claim.records is not None and len(record.attributions) != claim.records:
        found_all = "; ".join(map(described, record.attributions)) or "nothing"
        broken.append(f"expected {claim.records} record(s), found {len(record.attributions)}: {found_all}")
    return broken


def _broken_parts(text: str, expected: Expected, record: DocumentRecord) -> list[str]:
    found = _at(text, expected.cue, expected.nth, record)
    if found is None:
        cues = ", ".join(f"«{a.cue.text}»" for a in record.attributions) or "none"
        return [f"no attribution at «{expected.cue}»; the cues found: {cues}"]
    broken = []
    for part, wanted in expected.parts().items():
        got = _PARTS[part](found, record)
        if part == "parent":
            same = got is wanted if got is None or wanted is None else _alike(wanted) in _alike(got)
        elif part == "content" and isinstance(wanted, str):
            same = _alike([wanted]) == _alike(got)
        elif part == "about":
            same = sorted(map(_alike, wanted)) == sorted(map(_alike, got))
        else:
            same = _alike(wanted) == _alike(got)
        if not same:
            broken.append(f"at «{expected.cue}»: {part}\n    expected: {_shown(wanted)}\n    found:    {_shown(got)}")
    return broken


def differences(base: DocumentRecord, varied: DocumentRecord, variation: Variation) -> list[str]:
    """Return in words how the record of a varied text differs from the first one's."""
    first, second = _summaries(base, variation.reworded), _summaries(varied, str)
    if variation.moved:
        first, second = (sorted(some, key=lambda parts: str(parts["cue"]).lower()) for some in (first, second))
    if not first:
        return ["the plain text has no attribution, so that nothing can stay alike"]
    if len(first) != len(second):
        return [f"{len(first)} records became {len(second)}: " + ("; ".join(map(described, varied.attributions)))]
    return [
        f"at «{one['cue']}»: {part}\n    plain:  {_shown(one[part])}\n    varied: {_shown(other[part])}"
        for one, other in zip(first, second, strict=True)
        for part in one
        if not _same_part(part, one[part], other[part], variation)
    ]


def _same_part(part: str, one: Any, other: Any, variation: Variation) -> bool:
    if not variation.moved:
        return bool(one == other)
    # A sentence that begins elsewhere begins with another letter; the conjunction may stand on another word.
    lowered = [str(value).lower().removeprefix("و").removeprefix("['و") for value in (one, other)]
    return lowered[0] == lowered[1]


def described(attribution: Attribution) -> str:
    """One line that tells an attribution."""
    source = attribution.source.text if attribution.source else "–"
    content = " … ".join(piece.text for piece in attribution.content) or "–"
    return f"[{attribution.cue.text}] by [{source}], {attribution.level}, {attribution.act}: {content}"


def _at(text: str, cue: str, nth: int, record: DocumentRecord) -> Attribution | None:
    """The attribution whose cue shares a character with the `nth` place where `cue` stands as a word of its own."""
    pattern = re.escape(cue) if not cue[0].isalnum() else rf"(?<!\w){re.escape(cue)}(?!\w)"
    places = [match.span() for match in re.finditer(pattern, text)]
    if len(places) < nth:
        raise ValueError(f"«{cue}» does not stand {nth} time(s) in: {text}")
    start, end = places[nth - 1]
    return next((a for a in record.attributions if a.cue.start < end and start < a.cue.end), None)


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _parent(attribution: Attribution, record: DocumentRecord) -> str | None:
    return next((other.cue.text for other in record.attributions if other.id == attribution.parent), None)


_PARTS: dict[str, Callable[[Attribution, DocumentRecord], Any]] = {
    "source": lambda a, _: _text(a.source),
    "speaker": lambda a, _: a.speaker.name if a.speaker else None,
    "level": lambda a, _: a.level.value,
    "act": lambda a, _: a.act.value,
    "type": lambda a, _: a.type.value if a.type else None,
    "stance": lambda a, _: a.cue.stance.value,
    "content": lambda a, _: [piece.text for piece in a.content],
    "via": lambda a, _: _text(a.via),
    "parent": _parent,
    "about": lambda a, _: [mention.text for mention in a.about],
    "detail": lambda a, _: a.sourcing.detail.value,
    "count": lambda a, _: a.sourcing.count,
    "role": lambda a, _: a.sourcing.role,
    "affiliation": lambda a, _: a.sourcing.affiliation,
    "basis": lambda a, _: a.sourcing.basis,
    "reason": lambda a, _: a.sourcing.reason,
    "said_at": lambda a, _: a.said_at.value if a.said_at else None,
}


def _summaries(record: DocumentRecord, reworded: Callable[[str], str]) -> list[dict[str, Any]]:
    """Every part of every attribution, in the form in which two spellings of it are alike."""

    def same(value: Any) -> Any:
        if isinstance(value, list):
            return [same(item) for item in value]
        return _alike(reworded(value)) if isinstance(value, str) else value

    return [
        {"cue": same(a.cue.text), **{name: same(part(a, record)) for name, part in _PARTS.items()}}
        for a in record.attributions
    ]


def _alike(value: Any) -> Any:
    """A text as it is compared: folded, white space collapsed, without the stop or comma at its edge."""
    if isinstance(value, list):
        return [_alike(item) for item in value]
    return " ".join(fold(value).split()).strip(_EDGE) if isinstance(value, str) else value


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " … ".join(map(str, value)) or "nothing"
    return "nothing" if value is None else str(value)
