"""What grammar knows of Arabic sources: what cannot be one, and where one stands that the tagger did not find.

The subject of a verb-first sentence follows its verb (Ryding, *A Reference Grammar of Modern Standard Arabic*, 2005,
section 4.2): between a reporting verb and its content there is the subject, or nothing but adverbs where it is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.closing_arabic import governs, named_behind, with_pronoun
from nlp.detect.cues import Reading, find_candidates
from nlp.detect.edges import trim_source
from nlp.detect.frame import Frame, Piece
from nlp.fold import fold
from nlp.lexicon.arabic_verbs import VerbForm
from nlp.lexicon.reporting import ReportingPhrase, arabic_reporting, complementisers
from nlp.lexicon.subjects import (
    led,
    never_first,
    never_first_as_written,
    prepositional_pronouns,
    pronouns_of_apposition,
    subject_ends,
)
from nlp.normalise.text import Token, WorkingText, tokens_within
from nlp.types import Act, Language

LONGEST_SUBJECT = 14
"""Tokens of the longest subject that is found by its place: a name with title and office."""

_ACCUSATIVE = ("ا", "ة", "ين", "ات")
_OBJECTS = ("ه", "ها", "هم", "هما", "هن")
_OWN_SUBJECT = re.compile(r"[وف]?(?:ن\w{2,}|\w+(?:نا|وا|ون))$")
_PLURAL_VERB = re.compile(r"[يت]\w{2,}ون$")

LONGEST_DOCUMENT = 24
"""Tokens of the longest document that is found by its place: a report with who made it, and when."""

LONGEST_NAME = 6
"""Tokens of the longest name that an apposition is joined to."""


def with_grammatical_source(text: WorkingText, frame: Frame, reading: Reading) -> Frame:
    """Return `frame` without a source that cannot be one, and with the subject that its place gives away."""
    if frame.language is not Language.ARABIC or frame.agentless:
        return frame
    tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    source = frame.source
    if source is not None and source.start >= frame.cue.end and frame.carries_on:
        return replace(frame, source=None)
    if source is None and frame.via is not None and _governs(reading):
        # Whom a preposition names is the source, even where it is an outlet (وفقا لموقع ...).
        source = trim_source(text, frame.via, reading.word)
        frame = replace(frame, via=None)
    if source is None and reading.word.stands_in:
        source = _what_it_stands_in(frame, tokens)
        return frame if source is None else replace(frame, source=source, via=None)
    if source is not None:
        source = _with_apposed_name(tokens, _in_one_clause(frame, source, tokens))
    if source is not None:
        words = tokens_within(tokens, source.start, source.end)
        behind = source.start >= frame.cue.end and not reading.word.takes_l
        if _is_content(frame, source) or not _possible(words) or (behind and _is_led(words[0])):
            source = None
    if source is None and (_governs(reading) or _takes_subject(text, frame, reading)):
        source = trim_source(text, _subject(text, frame, tokens, reading), reading.word)
    return replace(frame, source=source)


def carries_on(text: WorkingText, cue_piece: Piece, reading: Reading) -> bool:
    """`مشيرا إلى`, `متهمة إياه`: a participle in the accusative has the subject of the clause before, which no word
    behind it is."""
    cue = fold(text.working[cue_piece.start : cue_piece.end])
    accusative = cue.endswith(_ACCUSATIVE) and not cue.startswith("ال")
    return reading.form is VerbForm.PARTICIPLE and accusative


def _what_it_stands_in(frame: Frame, tokens: Sequence[Token]) -> Piece | None:
    """`وجاء في بيان للوزارة أن`: the document between the preposition and the words that stand in it."""
    if not frame.content or frame.content[0].start <= frame.cue.end:
        return None
    between = tokens_within(tokens, frame.cue.end, frame.content[0].start)[: LONGEST_DOCUMENT + 1]
    end = len(between)
    while end and (between[end - 1].form in complementisers() or not between[end - 1].form[:1].isalnum()):
        end -= 1
    if end < 2 or between[0].form != "في" or end > LONGEST_DOCUMENT:
        return None
    return Piece(between[1].start, between[end - 1].end)


def _in_one_clause(frame: Frame, source: Piece, tokens: Sequence[Token]) -> Piece:
    """No source spans a complementiser: the part on the cue's side is meant (`قال القيادي إن الرئيس | حذر`)."""
    inside = tokens_within(tokens, source.start, source.end)
    for index, token in enumerate(inside[:-1]):
        if index and token.form in complementisers():
            if source.end <= frame.cue.start:
                return Piece(inside[index + 1].start, source.end)
            return Piece(source.start, inside[index - 1].end)
    return source


def _with_apposed_name(tokens: Sequence[Token], source: Piece) -> Piece:
    """`قال سامر الحداد، وهو مسؤول ...`: what follows `وهو` tells of the one named before it, and is no one else."""
    pronoun = bisect_left(tokens, source.start, key=lambda token: token.start) - 1
    if pronoun < 1 or tokens[pronoun].form not in pronouns_of_apposition():
        return source
    start = end = pronoun - (tokens[pronoun - 1].form == "،")
    while (
        start
        and end - start < LONGEST_NAME
        and tokens[start - 1].form[:1].isalpha()
        and not _reports(tokens[start - 1])
    ):
        start -= 1
    return Piece(tokens[start].start, source.end) if start < end else source


def _governs(reading: Reading) -> bool:
    """Whether the cue is a preposition that has its source behind it."""
    return isinstance(reading.word, ReportingPhrase) and reading.word in arabic_reporting().prepositions


def _is_content(frame: Frame, source: Piece) -> bool:
    """Whether the tagger took the content's first word for a source, for the preposition on it (`أمر بتشكيل`)."""
    return any(source.start <= piece.start < source.end for piece in frame.content)


def _possible(tokens: Sequence[Token]) -> bool:
    """Whether a source can begin so: not with a preposition, an adverb, a number or a plural verb."""
    if not tokens:
        return False
    first = tokens[0].form
    if tokens[0].text in never_first_as_written():
        return False
    if _carries_on_alone(tokens[0]) or (len(tokens) == 1 and _itself_reports(tokens[0])):
        return False
    begins = first[:1].isalpha() or first[:1] in '«"('
    return begins and _bare(first) not in never_first() and not _PLURAL_VERB.match(first)


def _is_led(token: Token) -> bool:
    """Whether a preposition written on the word leads it into its sentence: `قال للقاضي`, `أكد بالمناسبة`."""
    return token.form.startswith(led())


def _carries_on_alone(token: Token) -> bool:
    return token.form.endswith("ا") and _reports(token, VerbForm.PARTICIPLE)


def _itself_reports(token: Token) -> bool:
    """A lone participle or verbal noun (`مستنكرا`, `تأكيدها`) goes with the cue beside it."""
    noun = token.form.startswith("ال") or token.form.endswith("ون")  # الادعاء، مغردون
    return not noun and _reports(token, VerbForm.PARTICIPLE, VerbForm.MASDAR)


def _reports(token: Token, *forms: VerbForm) -> bool:
    """Whether a word is in the reporting lexicon, in one of `forms` if any are given."""
    candidate = next(find_candidates((token,), Language.ARABIC, opens_paragraph=False), None)
    return candidate is not None and (not forms or any(reading.form in forms for reading in candidate.readings))


def _bare(form: str) -> str:
    return form[1:] if form[:1] == "و" and form not in never_first() else form


def _takes_subject(text: WorkingText, frame: Frame, reading: Reading) -> bool:
    """A finite verb in the third person singular: plurals and first persons carry their subject in their ending."""
    if reading.form not in (VerbForm.PERFECT, VerbForm.IMPERFECT) or frame.act is Act.NO_COMMENT or not frame.content:
        return False
    cue = text.working[frame.cue.start : frame.cue.end]
    if reading.word.describes and not cue.endswith(_OBJECTS):
        return False  # whom it calls something may stand there as well: وصف الحملة بأنها
    return len(cue.split()) == 1 and _OWN_SUBJECT.match(cue) is None


def _subject(text: WorkingText, frame: Frame, tokens: Sequence[Token], reading: Reading) -> Piece | None:
    end = frame.content[0].start
    if end <= frame.cue.end:
        return _behind_preposition(text, frame, tokens, reading)
    if frame.via is not None and frame.cue.end <= frame.via.start < end:
        end = frame.via.start
    between = tokens_within(tokens, frame.cue.end, end)[: LONGEST_SUBJECT + 2]
    # أشار إليها الدكتور، تؤكد لنا الشركة
    between = between[1:] if between and between[0].form in prepositional_pronouns() else between
    if not between or not between[0].form[:1].isalpha():
        return None
    if reading.word.attached and between[0].form.startswith(reading.word.attached):
        return None
    size = next((i for i, token in enumerate(between) if i and token.form in subject_ends()), len(between))
    # A stretch with no end in reach is a sentence of its own.
    if size > LONGEST_SUBJECT or between[0].form in subject_ends() or not _possible(between[:size]):
        return None
    if _is_led(between[0]) and not reading.word.takes_l:
        return None
    return Piece(between[0].start, between[size - 1].end)


def _behind_preposition(text: WorkingText, frame: Frame, tokens: Sequence[Token], reading: Reading) -> Piece | None:
    """Whom a preposition names that stands behind its content: `..., وفقا لوكالة الساحل`."""
    if not governs(reading) or frame.content[-1].end > frame.cue.start or with_pronoun(text, frame.cue):
        return None
    behind = named_behind(tokens, frame.cue)
    return behind if behind is not None and _possible(tokens_within(tokens, behind.start, behind.end)) else None
