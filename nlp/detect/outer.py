"""An attribution over a sentence that attributes already: `The site reported that it rained, according to the agency`.

Each of the two was read to the end of the sentence, so each holds the other's cue. The outer one has the inner one
whole; the inner one ends where the outer one's cue begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.edges import up_to
from nlp.detect.frame import Frame, Piece
from nlp.normalise.text import WorkingText

_BETWEEN = " \t\n,،;؛-–—"


def with_inner_ended(text: WorkingText, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames`, those that stand inside another and held its cue cut before that cue."""
    by_sentence: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    for frame in frames:
        by_sentence[frame.paragraph, frame.sentence].append(frame)
    return [_ended(text, frame, by_sentence[frame.paragraph, frame.sentence][:MAX_IN_SENTENCE]) for frame in frames]


MAX_IN_SENTENCE = 40
"""Attributions of one sentence that are compared with each other: no sentence that a person wrote has more."""


def _ended(text: WorkingText, frame: Frame, others: Sequence[Frame]) -> Frame:
    for outer in others:
        if outer.cue.start < frame.cue.end or not _holds(outer, frame.cue):
            continue
        content = tuple(_before(text, piece, outer.cue) for piece in frame.content)
        frame = replace(frame, content=tuple(piece for piece in content if piece is not None))
    return frame


def _before(text: WorkingText, piece: Piece, cue: Piece) -> Piece | None:
    """`piece` up to `cue` where it holds it; None where nothing stands before."""
    if not piece.start <= cue.start < piece.end:
        return piece
    return up_to(text, piece, cue.start, _BETWEEN)


def _holds(frame: Frame, cue: Piece) -> bool:
    return any(piece.start <= cue.start and cue.end <= piece.end for piece in frame.content)
