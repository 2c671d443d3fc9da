"""What grammar settles about a frame, whatever the tagger read: who is relayed, and what was not said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from nlp.detect.cues import Candidate, Reading
from nlp.detect.frame import Frame, Piece
from nlp.fold import fold
from nlp.lexicon.arabic_verbs import VerbForm
from nlp.lexicon.clauses import before_refusal, relayed_words
from nlp.lexicon.mentions import city_names, place_names
from nlp.lexicon.reporting import (
    ContentShape,
    ReportingPhrase,
    arabic_reporting,
    complementisers,
    english_reporting,
)
from nlp.normalise.text import Token, WorkingText
from nlp.types import Act, Language

LONGEST_RELAY = 24
"""Tokens between a relaying verb and the words it relays: an outlet, `عن`, and a name with its titles."""

_PASSIVE_VOWEL = re.compile(r"[وف]?\w\u064f")  # damma on the first letter


def reports_nothing(reading: Reading, candidate: Candidate, tokens: Sequence[Token], language: Language) -> bool:
    """Whether the words around a cue show that nothing was said, whatever the tagger read."""
    return is_noun(reading, candidate, tokens) or unsaid(reading, candidate, tokens, language)


def unsaid(reading: Reading, candidate: Candidate, tokens: Sequence[Token], language: Language) -> bool:
    """Whether a verb of saying is negated: whoever did not say so is no source of it.

    Verbs with an object keep their source: who does not deny or confirm a thing has spoken of it.
    """
    word = reading.word
    if word.act is not Act.STATEMENT or word.content is not ContentShape.CLAUSE or reading.no_comment:
        return False
    before = [token.form.lower() for token in tokens[max(0, candidate.start - 2) : candidate.start]]
    if language is Language.ENGLISH and len(before) == 2 and before[-1].endswith("ly"):
        before = before[:1]
    return bool(before) and _bare(before[-1], language) in _negations(language)


def is_noun(reading: Reading, candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """Whether an Arabic form that could be a verb is a noun, since a preposition stands before it: `في رد مكتوب`."""
    if reading.form not in (VerbForm.PERFECT, VerbForm.IMPERFECT) or not candidate.start:
        return False
    return _bare(tokens[candidate.start - 1].form, Language.ARABIC) in _before_nouns()


def passive(text: WorkingText, candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """Whether the cue is a passive of an Arabic verb, as its form, its vowel marks or the lack of another subject show.

    An imperfect that can be either (`يعتقد أن`) is one; a perfect (`ذكر أن`) only with the vowel mark that says so.
    """
    forms = {reading.form for reading in candidate.readings}
    token = tokens[candidate.start]
    vowelled = _PASSIVE_VOWEL.match(text.original[slice(*text.to_original(token.start, token.end))]) is not None
    if VerbForm.PERFECT in forms:
        return vowelled
    return VerbForm.PASSIVE in forms


def certain(reading: Reading, candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """Whether the cue reports whatever the tagger read: a phrase that can mean nothing else, a passive verb of saying
    before its clause (`قيل إن`), a participle that announces what follows (`قائلا: `), or somebody's words that another
    relays (`نقلت القناة عن مصدر قوله`)."""
    if isinstance(reading.word, ReportingPhrase) and reading.word.certain:
        return True
    following = tokens[candidate.end].form if candidate.end < len(tokens) else ""
    announces = reading.form is VerbForm.PARTICIPLE and reading.word.announces
    if reading.word.relays and _relays_words(tokens[candidate.end : candidate.end + LONGEST_RELAY]):
        return True
    return (reading.form is VerbForm.PASSIVE and following in _joins()) or (announces and following in _announcing())


def _relays_words(behind: Sequence[Token]) -> bool:
    """Whether a clause follows with whose words it holds: `عن مصدر عسكري قوله إن`."""
    forms = [token.form for token in behind]
    place = next((i for i, form in enumerate(forms) if form in _relaying()), None)
    return place is not None and any(
        form in relayed_words() and (after in _joins() or after in _announcing())
        for form, after in zip(forms[place + 2 :], forms[place + 3 :], strict=False)
    )


def names_nobody(text: WorkingText, frame: Frame) -> bool:
    """Whether what stands before a colon is no source, or a place alone, which tells where (`Sanaa: Three die`)."""
    if text.working[frame.cue.start : frame.cue.end] != ":":
        return False
    if frame.source is None:
        return True
    source = fold(text.working[frame.source.start : frame.source.end])
    return source in _places(frame.language)


def subject_inside(candidate: Candidate, tokens: Sequence[Token]) -> Piece | None:
    """The subject that stands between the words of a phrase: `امتنع | المحامي | عن التعليق`."""
    if candidate.last is None:
        return None
    end = candidate.last
    while end > candidate.end and tokens[end - 1].form in before_refusal():
        end -= 1
    return Piece(tokens[candidate.end].start, tokens[end - 1].end) if end > candidate.end else None


def relayed(frame: Frame, tokens: Sequence[Token]) -> Frame:
    """Return `frame` with the one whose words are relayed as its source and the one who relays them as its via:
    `نقلت الوكالة عن المتحدث قوله`."""
    if not frame.relays or frame.language is not Language.ARABIC or not frame.content:
        return frame
    end = frame.content[0].start
    between = [token for token in tokens if frame.cue.end <= token.start < end][:LONGEST_RELAY]
    place = next((i for i, token in enumerate(between) if token.form in _relaying()), None)
    if place is None:
        return frame
    last = len(between)
    joins = _joins() | relayed_words()
    while last > place + 1 and (between[last - 1].form in joins or not between[last - 1].form[:1].isalnum()):
        last -= 1
    if last == place + 1:
        return frame
    source = Piece(between[place + 1].start, between[last - 1].end)
    via = Piece(between[0].start, between[place - 1].end) if place else frame.via
    return replace(frame, source=source, via=via)


def _bare(form: str, language: Language) -> str:
    return form[1:] if language is Language.ARABIC and len(form) > 2 and form[0] in "وف" else form


@cache
def _before_nouns() -> frozenset[str]:
    return frozenset(fold(word) for word in arabic_reporting().before_nouns)


@cache
def _places(language: Language) -> frozenset[str]:
    return frozenset(fold(place) for place in (*place_names(language), *city_names(language)))


@cache
def _negations(language: Language) -> frozenset[str]:
    known = arabic_reporting() if language is Language.ARABIC else english_reporting()
    return frozenset(fold(word) for word in known.negations)


@cache
def _joins() -> frozenset[str]:
    return frozenset(fold(word) for word in complementisers())


@cache
def _announcing() -> frozenset[str]:
    return frozenset(fold(word) for word in arabic_reporting().clause)


@cache
def _relaying() -> frozenset[str]:
    return frozenset(fold(word) for word in arabic_reporting().relayed)
