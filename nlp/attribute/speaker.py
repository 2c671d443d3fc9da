"""Who a source refers to, by the fullest mention in the document."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.detect.frame import Piece
from nlp.types import SpeakerKind


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """One speaker of a document, shared by every frame that refers to the same one.

    `fullest` is the fullest mention anywhere in the document, `name` its text in the working copy with white space
    collapsed. `mentions` are all the pieces found to refer to this speaker, in order, pronouns left out.
    """

    name: str
    fullest: Piece
    kind: SpeakerKind
    mentions: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who speaks in a frame, null where the text names nobody, and who else might: the likeliest first."""

    speaker: ResolvedSpeaker | None
    alternatives: tuple[ResolvedSpeaker, ...] = ()
