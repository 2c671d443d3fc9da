"""Wordings that withhold a name (`طالباً عدم الكشف عن هويته`, `on condition of anonymity`) are the writer's about the
source: no part of what was said, and no record of their own. What they tell is read by `nlp.attribute.wording`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.edges import trim_content
from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex
from nlp.lexicon.reporting import ReportingWord, complementisers
from nlp.lexicon.sourcing import sourcing_lexicon
from nlp.normalise.text import Token, WorkingText
from nlp.types import Language

REACH = 80
"""Tokens on either side of a cue that are searched: a wording about a source stands in reach of it."""

LONGEST_LEAD = 3
"""Tokens between a comma and the wording it sets off: `, who spoke on condition of anonymity`."""

LONGEST_REASON = 14
"""Tokens behind a wording that give its reason, up to a mark."""

_COMMAS = frozenset({"،", ","})
_MARKS = _COMMAS | {".", "؛", ";", ":", "!", "?", "؟"}
_REMAINDER = ReportingWord(lemma="")


def without_withheld(text: WorkingText, quotations: QuotationIndex, frame: Frame) -> Frame | None:
    """Return `frame` with the wordings that withhold its source's name cut out of its content; null where the frame
    is nothing but such a wording."""
    tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    cue = bisect_left(tokens, frame.cue.start, key=lambda token: token.start)
    near = tokens[max(0, cue - REACH) : cue + REACH]
    for wording in _wordings(near, frame.language):
        if quotations.at(wording.start) is not None:
            continue
        if wording.start <= frame.cue.start < wording.end:
            return None
        content = tuple(piece for whole in frame.content for piece in _cut(text, whole, wording, near))
        if frame.content and not content:
            return None
        frame = replace(frame, content=content)
    return frame


def _wordings(tokens: Sequence[Token], language: Language) -> list[Piece]:
    """The wordings among `tokens`, each once, the longest reading of each place."""
    starts, words, at = [], [], 0
    for token in tokens:
        starts.append(at)
        words.append(token.form.lower())
        at += len(words[-1]) + 1
    line = " ".join([*words, ""])
    found: list[tuple[int, int]] = []
    matches = sorted(
        (match.span() for pattern in sourcing_lexicon(language).withheld for match in pattern.finditer(line)),
        key=lambda span: (span[0], -span[1]),
    )
    for start, end in matches:
        first, last = bisect_left(starts, start), bisect_left(starts, end) - 1
        if not found or first > found[-1][1]:
            found.append((first, last))
    return [Piece(tokens[first].start, tokens[last].end) for first, last in found]


def _cut(text: WorkingText, piece: Piece, wording: Piece, tokens: Sequence[Token]) -> list[Piece]:
    """What is left of `piece` without `wording`, where the wording is the writer's: at its beginning, set off by a
    comma, or a participle or condition, which have no other subject."""
    if wording.end <= piece.start or piece.end <= wording.start:
        return [piece]
    first = bisect_left(tokens, wording.start, key=lambda token: token.start)
    last = bisect_left(tokens, wording.end, key=lambda token: token.start)
    begins = first
    while begins and first - begins < LONGEST_LEAD and tokens[begins - 1].form not in _MARKS:
        begins -= 1
    set_off = begins and tokens[begins - 1].form in _COMMAS and tokens[begins - 1].start >= piece.start
    opens = wording.start <= piece.start
    if not (opens or set_off or _has_no_subject(tokens[first])):
        return [piece]
    begin = tokens[begins].start if set_off else wording.start
    behind = last
    while behind < len(tokens) and behind - last < LONGEST_REASON and not _ends(tokens[behind]):
        behind += 1
    before = _trimmed(text, piece.start, min(begin, piece.end))
    end = tokens[behind].start if behind < len(tokens) else piece.end
    return [part for part in (before, _trimmed(text, end, piece.end)) if part is not None]


def _ends(token: Token) -> bool:
    return token.form in _MARKS or token.form.lower() in complementisers()


def _has_no_subject(token: Token) -> bool:
    """`طالبا`, `شريطة`, *on condition*: what nobody inside the content can be the subject of."""
    form = token.form
    return form in ("on", "شريطه", "شريطة", "بشرط") or (
        form.endswith("ا") and len(form) > 3 and not form.startswith("ال")
    )


def _trimmed(text: WorkingText, start: int, end: int) -> Piece | None:
    return trim_content(text, Piece(start, end), _REMAINDER) if start < end else None
