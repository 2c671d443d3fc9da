"""One cue, one record: candidates that were read as the same attribution become one frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.frame import Frame, Piece

SAME_CONTENT = 0.8
"""Jaccard overlap from which two contents are the same one."""

COORDINATION = 24
"""How many characters may lie between two cues of one content: `said and confirmed`, `حسب ما صرح به`."""


def merge(frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames in the order of their cues, each cue once, coordinated cues with one content joined."""
    kept: list[Frame] = []
    for frame in sorted(frames, key=lambda f: (f.cue.start, f.cue.end)):
        last = kept[-1] if kept else None
        if last is not None and _same_record(last, frame):
            kept[-1] = _joined(last, frame)
        else:
            kept.append(frame)
    return kept


def _same_record(first: Frame, second: Frame) -> bool:
    if second.cue.start < first.cue.end:
        return True
    near = second.cue.start - first.cue.end <= COORDINATION
    return near and _overlap(first.content, second.content) >= SAME_CONTENT


def _joined(first: Frame, second: Frame) -> Frame:
    """The surer reading, with what only the other one found; the first cue stands for both (guidelines, rule 2)."""
    surer, other = (first, second) if first.probability >= second.probability else (second, first)
    cue = surer.cue if second.cue.start < first.cue.end else first.cue
    return replace(
        surer,
        cue=cue,
        source=surer.source or other.source,
        via=surer.via or other.via,
        content=surer.content or other.content,
        relays=first.relays or second.relays,
    )


def _overlap(first: Sequence[Piece], second: Sequence[Piece]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    either = sum(p.end - p.start for p in (*first, *second)) - both
    return both / either if either else 0.0
