"""What a refusal to comment holds: its subject, and its own words where it is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.detect.frame import Piece
from nlp.detect.quoted import QuotationIndex
from nlp.normalise.text import WorkingText

_LEADS = (":", ",", "،", ".", "\n")
_NEAR = 8


def quoted_refusal(
    text: WorkingText, quotations: QuotationIndex, cue: Piece, content: Sequence[Piece]
) -> tuple[Piece, ...]:
    """Return those pieces of `content` that are the refusal quoted: in marks, behind a colon or a comma, and not the
    words that the cue itself stands among or the name of what was asked about (`declined to comment on "Plan B"`)."""
    kept = []
    for piece in content:
        quotation = quotations.at(piece.start)
        if quotation is None or quotation.start <= cue.start < quotation.end:
            continue
        before = text.working[max(0, quotation.start - _NEAR) : quotation.start].rstrip()
        if not before or before.endswith(_LEADS):
            kept.append(piece)
    return tuple(kept)


def within(source: Piece | None, subject: Piece | None) -> Piece | None:
    """Return `source` cut at the end of `subject`, which stands within the cue (`رفض | الناطق | التعليق`)."""
    if source is None or subject is None or not source.start < subject.end < source.end:
        return source
    return Piece(source.start, subject.end)
