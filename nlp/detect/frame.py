"""A frame: one attribution as its own sentence gives it, before anybody is looked up elsewhere in the document.

The word is Fillmore's: a reporting word evokes a frame whose elements are the speaker, the message and the addressee or
medium (FrameNet, *Statement*). All offsets are code points into the working copy.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.types import Act, Language, Stance, Type


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the working copy, end exclusive, never empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with the source, content and via that its own sentence (or quotation) gives it.

    `lemma` is the cue's dictionary form as in the reporting lexicon. `paragraph` and `sentence` are indices into
    `WorkingText.paragraphs` and into that paragraph's `sentences`, where the cue stands. `relays` is true for a cue
    whose grammatical subject passes on what somebody else said (`نقلت الوكالة عن`, `quoting`), `agentless` for a cue
    that names nobody and refers to nobody (`يُعتقد`, `reportedly`). `probability` is the detector's that the cue
    reports, `extent` the least of its probabilities that content and source begin and end just there, each 0 to 1.
    `implied` is true where the source is the subject of another verb (`The hospital said ..., adding that`),
    `carries_on` for an Arabic participle in the accusative, whose subject is that of the clause before it.
    """

    cue: Piece
    lemma: str
    language: Language
    act: Act
    stance: Stance
    type: Type | None
    source: Piece | None
    via: Piece | None
    content: tuple[Piece, ...]
    paragraph: int
    sentence: int
    relays: bool
    agentless: bool
    probability: float
    extent: float = 1.0
    implied: bool = False
    carries_on: bool = False
