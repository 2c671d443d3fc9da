"""One cue, one record: candidates that were read as the same attribution become one frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.detect.inner_arabic import opens_content
from nlp.normalise.text import WorkingText
from nlp.types import Act, Language

SAME_CONTENT = 0.8
"""Jaccard overlap from which two contents are the same one."""

COORDINATION = 24
"""How many characters, without the source, may lie between two cues of one content: `said and confirmed`,
`حسب ما صرح به`, `نقلت الوكالة عن المتحدث قوله`."""


NEIGHBOURS = 3
"""How many frames before one may have been read together with it."""


def apart(frame: Frame, word: Piece, before: Sequence[Frame]) -> Frame:
    """Return `frame` with only its reporting word as its cue where the tagger ran it together with that of a frame in
    whose content it stands: `said the suspect had admitted`. `before` are the frames before it, with cues of their own.
    """
    for other in before:
        inside = any(piece.start <= word.start and word.end <= piece.end for piece in other.content)
        if inside and frame.cue.start <= other.cue.start and frame.cue != word:
            shared = frame.source is not None and frame.source == other.source
            return replace(frame, cue=word, source=None if shared else frame.source)
    return frame


def merge(text: WorkingText, frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames in the order of their cues, each cue once, coordinated cues with one content joined."""
    kept: list[Frame] = []
    for frame in sorted(frames, key=lambda f: (f.cue.start, f.cue.end)):
        last = kept[-1] if kept else None
        if last is not None and _same_record(text, last, frame):
            kept[-1] = _joined(last, frame)
        elif last is not None and _one_content(last, frame) and not opens_content(text, last, frame):
            kept[-1] = _around(last, frame)
            kept.append(frame)
        else:
            kept.append(frame)
    return kept


def _same_record(text: WorkingText, first: Frame, second: Frame) -> bool:
    if second.cue.start < first.cue.end:
        return True
    apart = _two_sources(first, second) or opens_content(text, first, second)
    return _one_content(first, second) and not apart


def _one_content(first: Frame, second: Frame) -> bool:
    between = Piece(first.cue.end, second.cue.start)
    near = between.end - between.start - _shared(between, (first.source, first.via)) <= COORDINATION
    return near and _overlap(first.content, second.content) >= SAME_CONTENT


def _two_sources(first: Frame, second: Frame) -> bool:
    """`بحسب الوكالة، قال الوزير إن`: a source between the cues, and another behind the second."""
    one, other = first.source, second.source
    if one is None or other is None or first.relays or second.relays:
        return False
    return first.cue.end <= one.start and one.end <= second.cue.start and second.cue.end <= other.start


def _around(outer: Frame, inner: Frame) -> Frame:
    """The outer record of an outlet holds all of the sentence that attributes already, its cue included."""
    return replace(outer, content=(Piece(inner.cue.start, max(piece.end for piece in inner.content)),))


def _shared(whole: Piece, parts: Sequence[Piece | None]) -> int:
    return sum(max(0, min(whole.end, part.end) - max(whole.start, part.start)) for part in parts if part is not None)


def _joined(first: Frame, second: Frame) -> Frame:
    """The surer reading, with what only the other one found; the first cue stands for both (guidelines, rule 2)."""
    surer, other = (first, second) if first.probability >= second.probability else (second, first)
    passes_on = second.relays and second.source is not None and second.language is Language.ARABIC
    chained = first.source if passes_on and not first.relays else None  # `أفادت الإذاعة، نقلا عن مسؤول، بأن`
    # In `نقلت الوكالة عن المتحدث قوله` the first verb tells the two apart.
    relay = first if first.relays else second if passes_on else surer
    refusal = Act.NO_COMMENT in (first.act, second.act)  # `declined to say` reports nothing said
    overlapping = second.cue.start < first.cue.end and not first.relays  # `quoted the clerk as saying` holds its source
    cue = surer.cue if overlapping else first.cue
    return replace(
        surer,
        cue=cue,
        source=relay.source or surer.source or other.source,
        via=relay.via or chained or surer.via or other.via,
        content=() if refusal else surer.content or other.content,
        relays=first.relays or second.relays,
        act=Act.NO_COMMENT if refusal else surer.act,
    )


def _overlap(first: Sequence[Piece], second: Sequence[Piece]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    either = sum(p.end - p.start for p in (*first, *second)) - both
    return both / either if either else 0.0
