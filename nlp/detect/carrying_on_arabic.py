"""`أكد المدرب أن الفريق جاهز، متهما الحكم بالظلم`: a participle in the accusative behind a comma goes on with whoever
speaks in the main clause (the circumstantial accusative, Ryding, *A Reference Grammar of Modern Standard Arabic*, 2005,
chapter 7.5), so what was said before it ends there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex
from nlp.normalise.text import WorkingText

NEIGHBOURS = 6
"""Attributions before a participle whose contents may have run over it."""

_COMMAS = "،,"


def with_ends_before_participles(text: WorkingText, quotations: QuotationIndex, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames`, in the order of their cues, each content ended before a participle that carries on."""
    ended = list(frames)
    for index, frame in enumerate(frames):
        if not frame.carries_on:
            continue
        comma = len(text.working[: frame.cue.start].rstrip()) - 1
        if comma < 0 or text.working[comma] not in _COMMAS:
            continue
        for before in range(max(0, index - NEIGHBOURS), index):
            if not _quoted_whole(quotations, ended[before], frame):
                ended[before] = _ended(ended[before], comma)
    return ended


def _quoted_whole(quotations: QuotationIndex, frame: Frame, participle: Frame) -> bool:
    """Whether the participle stands in a quotation that the other frame reports whole."""
    quotation = quotations.at(participle.cue.start)
    return quotation is not None and not quotation.start <= frame.cue.start < quotation.end


def _ended(frame: Frame, comma: int) -> Frame:
    at = bisect_left(frame.content, comma, key=lambda piece: piece.end)
    if at == len(frame.content) or not frame.content[at].start < comma or frame.cue.start > comma:
        return frame
    cut = Piece(frame.content[at].start, comma)
    return replace(frame, content=(*frame.content[:at], cut))
