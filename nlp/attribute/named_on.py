"""A source that the tagger ended before the name: `خبير المياه [نبيه السمان]`, which the entity tagger knows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.annotate.entities import Name
from nlp.detect.frame import Frame, Piece
from nlp.normalise.text import WorkingText
from nlp.types import EntityKind


def named_on(text: WorkingText, frames: Sequence[Frame], names: Sequence[Name]) -> list[Frame]:
    """Return `frames`, each source that holds no person's name taken on over the person's name right behind it.

    `names` are those of the document, in its order. A name that another part of the attribution holds stays there.
    """
    persons = [name for name in names if name.kind is EntityKind.PERSON]
    starts = [name.start for name in persons]
    return [_named_on(text, frame, persons, starts) for frame in frames]


def _named_on(text: WorkingText, frame: Frame, persons: Sequence[Name], starts: Sequence[int]) -> Frame:
    if frame.source is None:
        return frame
    behind = bisect_left(starts, frame.source.end)
    if behind == len(persons) or text.working[frame.source.end : starts[behind]].strip(" \t"):
        return frame
    name = persons[behind]
    others = [frame.cue, *frame.content, *([frame.via] if frame.via else [])]
    if any(piece.start < name.end and name.start < piece.end for piece in others):
        return frame
    if behind and persons[behind - 1].end > frame.source.start:
        return frame
    return replace(frame, source=Piece(frame.source.start, name.end))
