"""Who is quoted by whom in English: `Reuters quoted a villager as saying that ...`, `..., the paper reported, citing
two officials`.

The one whose words are passed on is the source. In the first form there is one record and whoever quotes is its via; in
the second the outlet says the same on its own account, so what it cites is a record of its own, with the same content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.lexicon.reporting import complementisers
from nlp.normalise.text import Token, WorkingText
from nlp.types import Language

LONGEST_NAME = 24
"""Tokens between a verb of quoting and `as saying`: a name with its titles and a relative clause."""

NEAR = 4
"""Frames on either side of a citing one among which the words that it cites are looked for."""


def quoted_as_saying(frame: Frame, tokens: Sequence[Token]) -> Frame:
    """Return `frame` with the one between its verb and `as saying` as its source, and who quotes as its via.

    In the passive (`She was quoted as saying`) nothing stands between; the source is then the subject, as it was read.
    """
    if not frame.relays or frame.language is not Language.ENGLISH or not frame.content:
        return frame
    begin = bisect_left(tokens, frame.cue.end, key=lambda token: token.start)
    near = tokens[begin : begin + LONGEST_NAME]
    place = next((i for i in range(1, len(near) - 1) if near[i].form == "as" and near[i + 1].form.endswith("ing")), 0)
    if not place or begin + place + 2 >= len(tokens):
        return frame
    said = begin + place + 2
    if tokens[said].form in complementisers() and said + 1 < len(tokens):
        said += 1
    start, end = tokens[said].start, max(piece.end for piece in frame.content)
    if start >= end:
        return frame
    via = frame.via or (frame.source if frame.source and frame.source.end <= frame.cue.start else None)
    content = tuple(piece for piece in frame.content if piece.start >= start) or (Piece(start, end),)
    return replace(frame, source=Piece(near[0].start, near[place - 1].end), via=via, content=content, implied=False)


def with_cited(text: WorkingText, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames`, which stand in the order of their cues, with what is cited as a source of what is reported.

    `citing two officials` was read with the officials as its content. They said what the outlet says; where no other
    attribution of the sentence tells what that is, nothing is reported.
    """
    settled = []
    for place, frame in enumerate(frames):
        if not _cites(text, frame):
            settled.append(frame)
            continue
        near = [*reversed(frames[max(0, place - NEAR) : place]), *frames[place + 1 : place + 1 + NEAR]]
        reported = next((other for other in near if _reports(text, other, frame)), None)
        if reported is not None:
            settled.append(
                replace(frame, source=frame.content[0], content=reported.content, type=reported.type, implied=False)
            )
    return settled


def _cites(text: WorkingText, frame: Frame) -> bool:
    """Whether the cue is a participle of quoting and all that follows it is a noun phrase right behind it."""
    if not frame.relays or frame.language is not Language.ENGLISH or len(frame.content) != 1:
        return False
    verb = text.working[frame.cue.start : frame.cue.end].split()[0]
    content = frame.content[0]
    after = text.working[frame.cue.end : content.start]
    clause = any(f" {word} " in text.working[content.start : content.end] for word in complementisers())
    return verb.endswith("ing") and after == " " and not clause


def _reports(text: WorkingText, other: Frame, citing: Frame) -> bool:
    if (other.paragraph, other.sentence) != (citing.paragraph, citing.sentence) or not other.content:
        return False
    apart = all(piece.end <= citing.cue.start or citing.content[0].end <= piece.start for piece in other.content)
    return apart and not _cites(text, other)
