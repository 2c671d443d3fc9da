"""Frames over a text, from the words themselves: what the tests of several stages build on."""

from __future__ import annotations

from nlp.detect.frame import Frame, Piece
from nlp.normalise.prepare import prepare
from nlp.normalise.text import WorkingText
from nlp.types import Act, Language, Stance


def piece(text: WorkingText, words: str, after: int = 0) -> Piece:
    """The first place of `words` in the working copy, from offset `after` on."""
    start = text.working.index(words, after)
    return Piece(start, start + len(words))


def frame(text: WorkingText, cue: str, content: tuple[str, ...], source: str | None = None, sure: float = 0.9) -> Frame:
    """A frame whose parts are given by their words."""
    spot = piece(text, cue)
    paragraph = max(i for i, part in enumerate(text.paragraphs) if part.start <= spot.start)
    sentences = text.paragraphs[paragraph].sentences
    return Frame(
        cue=spot,
        lemma=cue,
        language=text.language,
        act=Act.STATEMENT,
        stance=Stance.NEUTRAL,
        type=None,
        source=piece(text, source) if source else None,
        via=None,
        content=tuple(piece(text, part) for part in content),
        paragraph=paragraph,
        sentence=max(i for i, part in enumerate(sentences) if part.start <= spot.start),
        relays=False,
        agentless=False,
        probability=sure,
    )


def english(text: str) -> WorkingText:
    return prepare(text, Language.ENGLISH)


def arabic(text: str) -> WorkingText:
    return prepare(text, Language.ARABIC)
