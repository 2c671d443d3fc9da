"""English reports inside reports, whose source was read with the outer report before it: `A driver said an officer told
him to go`.

Arabic has its own way of nesting, and its own module (`nlp.detect.inner_arabic`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.lexicon.reporting import complementisers
from nlp.normalise.text import WorkingText
from nlp.types import Language

NEIGHBOURS = 3
"""Frames before one whose cue may stand in its source."""


def with_outer_cut(text: WorkingText, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames`, which stand in the order of their cues, with no source that begins with another report."""
    return [
        _cut(text, frame, frames[max(0, place - NEIGHBOURS) : place]) if frame.language is Language.ENGLISH else frame
        for place, frame in enumerate(frames)
    ]


def _cut(text: WorkingText, frame: Frame, before: Sequence[Frame]) -> Frame:
    source = frame.source
    if source is None or source.end > frame.cue.start:
        return frame
    for outer in reversed(before):
        subject = outer.source
        opens = subject is not None and subject.start == source.start and subject.end <= outer.cue.start
        if opens and source.start < outer.cue.start and outer.cue.end < source.end:
            tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
            at = bisect_left(tokens, outer.cue.end, key=lambda token: token.start)
            if tokens[at].form in complementisers():
                at += 1
            return (
                replace(frame, source=Piece(tokens[at].start, source.end)) if tokens[at].start < source.end else frame
            )
    return frame
