"""Completing contents: a quotation is taken whole, and one that goes on in the next sentence or paragraph is added."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex, type_of
from nlp.normalise.text import Quotation, WorkingText
from nlp.types import Act, Type

MAX_CONTINUATIONS = 8
"""How many further quotations one cue can govern: a speech reported at length, not the rest of the article."""


def complete(text: WorkingText, quotations: QuotationIndex, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames`, in order of their cues, with their contents completed and their types set anew."""
    cues = sorted(frame.cue.start for frame in frames)
    begun = {piece.start for frame in frames for piece in frame.content}
    completed = []
    for frame in frames:
        content = _whole_quotations(quotations, frame)
        content = _continued(text, quotations, frame, content, cues, begun)
        content = tuple(_without_comma(text, piece) for piece in content)
        type_ = type_of(text, quotations, content)
        if type_ is Type.INDIRECT and _set_off(text, frame, content[0]):
            type_ = Type.DIRECT
        completed.append(replace(frame, content=content, type=type_))
    return completed


def _set_off(text: WorkingText, frame: Frame, first: Piece) -> bool:
    """A colon between the cue and words without marks gives them as verbatim; a headline's colon is itself the cue."""
    before = text.working[max(0, first.start - LOOK_AHEAD) : first.start].rstrip()
    return before.endswith(":") and text.working[frame.cue.start : frame.cue.end] != ":"


def _whole_quotations(quotations: QuotationIndex, frame: Frame) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for piece in frame.content:
        start, end = piece.start, piece.end
        for quotation in quotations.overlapping(start, end):
            if quotation.start <= frame.cue.start < quotation.end or quotation.inner_start >= quotation.inner_end:
                continue
            # Nobody quotes half of what stands in one pair of marks.
            start = min(start, quotation.inner_start)
            end = max(end, quotation.inner_end)
        pieces.append(Piece(start, end))
    return _joined(pieces)


def _continued(
    text: WorkingText, quotations: QuotationIndex, frame: Frame, content: tuple[Piece, ...], cues: Sequence[int],
    begun: Container[int],
) -> tuple[Piece, ...]:  # fmt: skip
    """Add the quotations that follow without a cue of their own: `"...," said X. "..."`, or a next paragraph. Another's
    content may have `begun` there."""
    pieces = list(content)
    if not pieces:
        return content
    last = quotations.at(pieces[-1].end - 1)
    position = _after_report(text, frame, pieces[-1], cues) if last is None else max(last.end, pieces[-1].end)
    if position is None:
        return content
    if last is not None and frame.cue.start > position:
        second_half = _second_half(text, quotations, frame, position, cues)
        if second_half is not None:
            pieces.append(Piece(second_half.inner_start, second_half.inner_end))
            position = second_half.end
        else:
            position = _sentence_end(text, frame.cue.start)
    for _ in range(MAX_CONTINUATIONS):
        following = _quotation_after(text, quotations, position, cues)
        if following is None or following.inner_start in begun:
            break
        pieces.append(Piece(following.inner_start, following.inner_end))
        position = following.end
    return _joined(pieces)


def _after_report(text: WorkingText, frame: Frame, last: Piece, cues: Sequence[int]) -> int | None:
    """Where the sentence of an indirect report ends whose speaker may be quoted in the next one: the last report of its
    sentence. Null where nobody in particular is meant, or another reports after it."""
    if frame.agentless or frame.act is not Act.STATEMENT:
        return None
    end = _sentence_end(text, max(frame.cue.end, last.end) - 1)
    next_cue = bisect_right(cues, frame.cue.start)
    return None if next_cue < len(cues) and cues[next_cue] < end else end


def _second_half(
    text: WorkingText, quotations: QuotationIndex, frame: Frame, position: int, cues: Sequence[int]
) -> Quotation | None:
    """The rest of a quotation that its cue and source interrupt: `"It was dark," said the witness, "and late."`"""
    parts = [piece for piece in (frame.cue, frame.source) if piece is not None and piece.start >= position]
    end = max(part.end for part in parts)
    opening = len(text.working[end : end + LOOK_AHEAD]) - len(text.working[end : end + LOOK_AHEAD].lstrip(" \t\n,،"))
    quotation = quotations.at(end + opening)
    if quotation is None or quotation.start != end + opening or quotation.inner_start >= quotation.inner_end:
        return None
    interrupted = sum(part.end - part.start for part in parts)
    if end - position - interrupted > LOOK_AHEAD or "," not in text.working[end : quotation.start].replace("،", ","):
        return None
    next_cue = bisect_right(cues, frame.cue.start)
    return None if next_cue < len(cues) and cues[next_cue] < quotation.end else quotation


def _quotation_after(
    text: WorkingText, quotations: QuotationIndex, position: int, cues: Sequence[int]
) -> Quotation | None:
    """The quotation that fills the sentence after the one at `position`, where no cue stands between or inside it."""
    rest = text.working[position : position + LOOK_AHEAD]
    ahead = len(rest) - len(rest.lstrip(" \t\n.,،"))
    sentence_ended = text.working[position - 1] in SENTENCE_ENDS or rest[:ahead].strip(" \t,،")
    if not sentence_ended:
        return None
    quotation = quotations.at(position + ahead)
    if quotation is None or quotation.start != position + ahead or quotation.inner_start >= quotation.inner_end:
        return None
    sentence_end = _sentence_end(text, quotation.end - 1)
    if text.working[quotation.end : sentence_end].strip(" \t\n.,،!؟?\"'»”)"):
        return None
    next_cue = bisect_right(cues, position)
    if next_cue < len(cues) and cues[next_cue] < sentence_end:
        return None
    return quotation


SENTENCE_ENDS = ".!؟?…\"»”'\n"
"""What may stand at the end of a sentence, a closing mark after its full stop included."""

LOOK_AHEAD = 12
"""How many characters may stand between two quotations of one speaker: marks and white space."""


def _sentence_end(text: WorkingText, offset: int) -> int:
    paragraph = text.paragraphs[max(0, bisect_right(text.paragraphs, offset, key=lambda part: part.start) - 1)]
    sentences = paragraph.sentences
    return sentences[max(0, bisect_right(sentences, offset, key=lambda part: part.start) - 1)].end


def _without_comma(text: WorkingText, piece: Piece) -> Piece:
    """English sets the comma before the cue inside the marks; it belongs to neither."""
    end = piece.end
    while end - 1 > piece.start and text.working[end - 1] in ",،; ":
        end -= 1
    return Piece(piece.start, end)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Sort pieces and join those that overlap."""
    joined: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.start, p.end)):
        if joined and piece.start <= joined[-1].end:
            joined[-1] = Piece(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return tuple(joined)
