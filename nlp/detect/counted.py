"""The numeral before a source belongs to it, the preposition written on it does not: `وفقا لأربعة مسؤولين`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.lexicon.sourcing import WordClass, sourcing_lexicon
from nlp.normalise.text import WorkingText
from nlp.types import Language

_PREFIXES = ("", "ل", "ب", "و", "ول", "وب")


def with_numeral(text: WorkingText, frame: Frame) -> Frame:
    """Return `frame` with the numeral that stands right before its Arabic source taken into the source."""
    if frame.source is None or frame.language is not Language.ARABIC:
        return frame
    tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    before = bisect_left(tokens, frame.source.start, key=lambda token: token.start) - 1
    if before < 0 or tokens[before].start <= frame.cue.start < tokens[before].end:
        return frame
    words = sourcing_lexicon(Language.ARABIC).words.next
    for prefix in _PREFIXES:
        node = words.get(tokens[before].form.removeprefix(prefix)) if tokens[before].form.startswith(prefix) else None
        if node is not None and any(sense.word_class is WordClass.NUMERAL for sense in node.senses):
            return replace(frame, source=Piece(tokens[before].start + len(prefix), frame.source.end))
    return frame
