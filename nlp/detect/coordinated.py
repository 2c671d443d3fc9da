"""Two reports of one subject: `She said the mill was safe and warned the owners against ...`.

The tagger lets the first content run on over the second verb, since in words alone a mill may warn as well. But when it
reads the second verb, it finds the same subject for it; then the first content ends before the conjunction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.edges import up_to
from nlp.detect.frame import Frame
from nlp.detect.quoted import QuotationIndex, type_of
from nlp.lexicon.clauses import coordinators
from nlp.normalise.text import WorkingText

NEIGHBOURS = 4
"""How many frames further on may cut a content short: whoever lists more of what one subject said begins anew."""

_ADVERBS = 2
"""Words between the conjunction and the verb: `and has repeatedly warned`."""

_MARKS = " \t\n,،;؛"


def with_coordinated_ended(text: WorkingText, quotations: QuotationIndex, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames`, which stand in the order of their cues, none with the next report of its own subject inside."""
    return [
        _settled(text, quotations, frame, frames[place + 1 : place + 1 + NEIGHBOURS])
        for place, frame in enumerate(frames)
    ]


def _settled(text: WorkingText, quotations: QuotationIndex, frame: Frame, following: Sequence[Frame]) -> Frame:
    for other in following:
        conjunction = _conjunction(text, frame, other)
        if conjunction is not None and quotations.at(other.cue.start) is None:
            return _ended(text, quotations, frame, conjunction)
    return frame


def _conjunction(text: WorkingText, frame: Frame, other: Frame) -> int | None:
    """Where the conjunction begins that joins `other`, read inside the content of `frame`, to the same subject."""
    if frame.source is None or other.source != frame.source or frame.source.end > frame.cue.start:
        return None
    if not any(piece.start < other.cue.start < piece.end for piece in frame.content):
        return None
    tokens = text.paragraphs[other.paragraph].sentences[other.sentence].tokens
    cue = bisect_left(tokens, other.cue.start, key=lambda token: token.start)
    known = coordinators(frame.language)
    before = reversed(tokens[max(0, cue - 1 - _ADVERBS) : cue])
    return next((token.start for token in before if token.form in known), None)


def _ended(text: WorkingText, quotations: QuotationIndex, frame: Frame, end: int) -> Frame:
    before = (piece for piece in frame.content if piece.start < end)
    cut = (piece if piece.end <= end else up_to(text, piece, end, _MARKS) for piece in before)
    kept = [piece for piece in cut if piece is not None]
    return replace(frame, content=tuple(kept), type=type_of(text, quotations, kept)) if kept else frame
