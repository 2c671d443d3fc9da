"""`قال` takes its clause with `إن` (Ryding 2005, chapter 19): what stands before the particle was not said. Where the
tagger let the content begin too early (`قال مصدر مطلع على | الملف إن ...`), those words describe the source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex
from nlp.lexicon.clauses import particles
from nlp.lexicon.subjects import never_first
from nlp.normalise.text import WorkingText
from nlp.types import Language

REACH = 10
"""Tokens at the beginning of a content among which the particle is looked for: the rest of a description."""

_VERB = "قال"
_WILLING = "شاء"  # إن شاء الله is a wish
_STOPS = frozenset({":", "،", ",", ".", "؛", "«", '"', "“", "("})


def with_clause(text: WorkingText, frame: Frame, quotations: QuotationIndex) -> Frame:
    """Return `frame` with its content behind the particle and, where a preposition leads there from the source, the
    words before the particle in the source."""
    if frame.language is not Language.ARABIC or frame.lemma != _VERB or not frame.content:
        return frame
    first = frame.content[0]
    if first.start < frame.cue.end or quotations.at(first.start) is not None:
        return frame
    tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    begin = bisect_left(tokens, frame.cue.end, key=lambda token: token.start)
    at = bisect_left(tokens, first.start, key=lambda token: token.start)
    place = next((i for i in range(at, min(at + REACH, len(tokens) - 1)) if tokens[i].text in particles()), None)
    if place is None or tokens[place].end >= first.end or tokens[place + 1].text == _WILLING:
        return frame
    if any(token.text in _STOPS or token.text in particles() for token in tokens[max(begin, at - REACH) : place]):
        return frame
    # A pronoun on the particle is the clause's subject.
    start = tokens[place + 1].start if tokens[place].text == "إن" else tokens[place].start
    source = frame.source
    if source is not None and frame.cue.end <= source.start and source.end <= first.start:
        behind = bisect_left(tokens, source.end, key=lambda token: token.start)
        if behind < place and tokens[behind].form in never_first() | {"علي"}:
            source = Piece(source.start, tokens[place - 1].end)
    return replace(frame, content=(Piece(start, first.end), *frame.content[1:]), source=source)
