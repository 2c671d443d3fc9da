"""An Arabic report that opens the content of another: `أضاف أن نائبة الرئيس كشفت عن مشاكل`.

Both cues are followed by nearly the same words, and the tagger now and then gives both the inner content and the inner
source. What stands behind the complementiser was said by the outer speaker, all of it (Ryding, *A Reference Grammar of
Modern Standard Arabic*, 2005, chapter 19): so the outer content begins there, and no source of the outer cue does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.closing_arabic import governing
from nlp.detect.frame import Frame, Piece
from nlp.lexicon.reporting import complementisers
from nlp.lexicon.subjects import clause_openers
from nlp.normalise.text import WorkingText, tokens_within
from nlp.types import Language

REACH = 24
"""Tokens between an outer cue and an inner one that open the same clause: a subject with its titles."""

NEIGHBOURS = 4
"""Cues behind one that are looked at: only the first words of a content are read in two ways."""


def with_inner_apart(text: WorkingText, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames` in the order of their cues, each outer one with its content from its complementiser on."""
    ordered = sorted(frames, key=lambda frame: (frame.cue.start, frame.cue.end))
    ordered = [_over(frame, ordered[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]) for i, frame in enumerate(ordered)]
    for index in range(len(ordered)):
        for inner in ordered[index + 1 : index + 1 + NEIGHBOURS]:
            clause = _clause_between(text, ordered[index], inner)
            if clause is not None and _opens_with(ordered[index], inner):
                ordered[index] = _holding(ordered[index], clause)
    return ordered


def _over(outer: Frame, near: Sequence[Frame]) -> Frame:
    """`بحسب بيان الوزارة أشاد العميد بالجسر`, `قال العميد إن الجسر سليم، بحسب الوزارة`: a preposition ascribes all of
    the sentence, so its content begins with the report that stands in it."""
    if outer.language is not Language.ARABIC or outer.lemma not in governing() or not outer.content:
        return outer
    outer = _without_verb(outer, near)
    first = outer.content[0]
    for inner in near:
        same = (inner.paragraph, inner.sentence) == (outer.paragraph, outer.sentence)
        if not same or not inner.content or not _stands_apart(outer, inner):
            continue
        start = min(inner.cue.start, inner.source.start if inner.source is not None else inner.cue.start)
        if inner.cue.end <= first.start < inner.content[-1].end and inner.content[0].start < outer.content[-1].end:
            first = Piece(min(start, first.start), first.end)
    return replace(outer, content=(first, *outer.content[1:]))


def _without_verb(outer: Frame, near: Sequence[Frame]) -> Frame:
    """`بحسب الوكالة | قالت الوزارة إن`: whom a preposition names ends before the verb that reports."""
    source = outer.source
    for inner in near:
        if source is not None and source.start < inner.cue.start < source.end and inner.cue != outer.cue:
            source = Piece(source.start, inner.cue.start)
    return outer if source == outer.source else replace(outer, source=source)


def _stands_apart(outer: Frame, inner: Frame) -> bool:
    """Whether the inner report stands before a preposition that closes the sentence, or behind the one whom the
    preposition names: not `بحسب ما أعلنت الوزارة`, nor `قال العميد إنه بحسب الوزارة`."""
    if inner.cue.end <= outer.cue.start:
        closing = outer.cue.end if outer.source is None else max(outer.cue.end, outer.source.end)
        return outer.content[-1].end <= outer.cue.start and inner.content[-1].end <= closing
    named = outer.source is not None and outer.cue.end <= outer.source.start and outer.source.end <= inner.cue.start
    return named and (inner.source is None or inner.source != outer.source)


def opens_content(text: WorkingText, outer: Frame, inner: Frame) -> bool:
    """Whether the cue of `inner` stands in the clause that `outer` reports: an attribution of its own, however alike
    the two contents are."""
    clause = _clause_between(text, outer, inner)
    return clause is not None and any(piece.start <= inner.cue.start < piece.end for piece in outer.content)


def _clause_between(text: WorkingText, outer: Frame, inner: Frame) -> int | None:
    """Where a clause begins behind the cue of `outer` and before that of `inner`, close together; None if none does."""
    if outer.language is not Language.ARABIC or (outer.paragraph, outer.sentence) != (inner.paragraph, inner.sentence):
        return None
    tokens = text.paragraphs[outer.paragraph].sentences[outer.sentence].tokens
    between = tokens_within(tokens, outer.cue.end, inner.cue.start)
    at = next((i for i, token in enumerate(between[:REACH]) if token.form in clause_openers()), None)
    if at is None or len(between) > REACH:
        return None
    if between[at].form not in complementisers():
        return between[at].start  # a pronoun on the particle is the clause's subject
    return between[at + 1].start if at + 1 < len(between) else None


def _opens_with(outer: Frame, inner: Frame) -> bool:
    """Whether the outer content begins behind the inner cue, though it reaches as far."""
    if not outer.content or not inner.content:
        return False
    first = outer.content[0]
    return first.start >= inner.cue.end and first.start < inner.content[-1].end


def _holding(outer: Frame, clause: int) -> Frame:
    source = outer.source if outer.source is None or outer.source.end <= clause else None
    via = outer.via if outer.via is None or outer.via.end <= clause else None
    return replace(outer, content=(Piece(clause, outer.content[-1].end),), source=source, via=via)
