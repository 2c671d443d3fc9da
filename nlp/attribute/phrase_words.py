"""A source phrase as a row of units.

A unit is a word, or a row of words that the lexicon knows as one (`وكالة الأنباء القطرية`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.annotate.entities import Name
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import Node, Sense, WordClass, sourcing_lexicon
from nlp.normalise.text import Token
from nlp.normalise.tokens import tokens_of
from nlp.types import EntityKind, Language

PHRASE_LIMIT = 600  # code points of a source phrase that are read: past that lies no head, and hostile text is cheap
CLASSES_WITH_CASE = frozenset({WordClass.KNOWN_BODY, WordClass.OUTLET, WordClass.PLACE, WordClass.GIVEN_NAME})
_ATTACHED = re.compile("(?:هما|هم|هن|ها|نا|ه|كم)$")
_CAPITAL = re.compile("[A-ZÀ-ÖØ-Þ]|(?:[aeAE][ldnrstz]h?|d|de|bin)[-’'][A-Z]")
_HAMZA_ARTICLE = re.compile("[وف]?[أإآ]ل")  # ألينا, إلهام: with a hamza it is no article
_ARABIC_PROCLITICS = "بلك"


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more tokens read as one. `text` is folded, without article and proclitics where a sense was found that
    way; `definite` tells of an article (or an attached pronoun), `clitic` of a preposition written together with the
    word, `joined` of an `and` written together with it. `maqsura` is true for a final ى, which folding makes ي.
    `quoted` is true between quotation marks. `name` is the kind of the entity it lies in, if any, and `name_start` is
    true on that entity's first word."""

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]
    definite: bool
    possessed: bool
    clitic: str
    joined: bool
    capital: bool
    mark: bool
    maqsura: bool
    quoted: bool
    name: EntityKind | None
    name_start: bool

    def has(self, *word_classes: WordClass) -> bool:
        """Whether any sense of the unit is of one of these classes."""
        return any(sense.word_class in word_classes for sense in self.senses)

    def number(self, word_class: WordClass) -> Number:
        """The number of the word as one of this class; a plural that is a body's own name (`السلطات`) counts as one."""
        numbers = [sense.number for sense in self.senses if sense.word_class is word_class]
        return Number.ONE if Number.ONE in numbers else numbers[0]

    def sense(self, *word_classes: WordClass) -> Sense | None:
        """Return the first sense of one of these classes, if any."""
        return next((sense for sense in self.senses if sense.word_class in word_classes), None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to take a token apart: `text` what remains after `clitic`, `joined` and the article."""

    text: str
    clitic: str
    joined: bool
    definite: bool


def units_of(text: str, piece: Piece, names: Sequence[Name], language: Language) -> tuple[Unit, ...]:
    """Cut `piece` of `text` into units; offsets are code points of `text`."""
    tokens = tokens_of(text, piece.start, min(piece.end, piece.start + PHRASE_LIMIT))
    return tuple(_units(tokens, names, language))


def names_within(names: Sequence[Name], piece: Piece) -> tuple[Name, ...]:
    """Return those of `names`, which are in order and do not overlap, that reach into the part of `piece` that is
    read."""
    end = min(piece.end, piece.start + PHRASE_LIMIT)
    first = max(0, bisect_right(names, piece.start, key=_start) - 1)
    return tuple(name for name in names[first : bisect_left(names, end, key=_start)] if name.end > piece.start)


def _start(name: Name) -> int:
    return name.start


def _units(tokens: tuple[Token, ...], names: Sequence[Name], language: Language) -> Iterator[Unit]:
    root = sourcing_lexicon(language).words
    readings = [_readings(token, language) for token in tokens]
    quoted = bracketed = before_outlet = named_by = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in _MARKS:
            quoted = token.text in _OPENING or (token.text == '"' and not quoted)
        elif (token.text == "(" and named_by) or (token.text == ")" and bracketed):
            quoted = bracketed = token.text == "("  # شركة (سيل) للنقل
        length, reading, senses = _longest(root, tokens, readings, at, language)
        last = tokens[at + length - 1]
        if not (quoted or before_outlet or length == len(tokens)):
            senses = tuple(sense for sense in senses if not (sense.common and language is Language.ARABIC))
        named_by = at == 0 and any(sense.word_class is WordClass.BODY for sense in senses)
        before_outlet = any(sense.word_class in _BEFORE_OUTLET for sense in senses)
        name = next((name for name in names if name.start <= token.start < name.end), None)
        possessed = False
        if not senses and language is Language.ARABIC:
            possessed, reading, senses = _without_pronoun(root, readings[at])
            reading = reading if senses else _unknown(readings[at])
        yield Unit(
            start=token.start,
            end=last.end,
            text=reading.text,
            senses=senses,
            definite=reading.definite or possessed or (bool(senses) and reading.text.startswith("ال")),
            possessed=possessed,
            clitic=reading.clitic,
            joined=reading.joined,
            capital=bool(_CAPITAL.match(token.text)),
            mark=not any(character.isalnum() for character in token.text),
            maqsura=last.text.endswith("ى"),
            quoted=quoted,
            name=name.kind if name else None,
            name_start=name is not None and name.start == token.start,
        )
        at += length


_BEFORE_OUTLET = (WordClass.OUTLET_NOUN, WordClass.OUTLET_HOST, WordClass.REPORTER)
_ARTICLE_ALONE = 3  # letters: النص and الأم are known words, الى is none
_SHORTEST_WITH_ARTICLE = 5  # letters, article included: والتر is a name, والعلاقات is not
_OPENING = frozenset("«“‘")
_MARKS = _OPENING | frozenset('»”’"')


def _longest(
    root: Node, tokens: tuple[Token, ...], readings: list[list[_Reading]], at: int, language: Language
) -> tuple[int, _Reading, tuple[Sense, ...]]:
    """Return how many tokens the longest known row at `at` takes, how its first was read, and its senses."""
    best: tuple[int, _Reading, tuple[Sense, ...]] = (1, readings[at][0], ())
    latin = language is Language.ENGLISH
    for reading in readings[at]:
        node = root.next.get(reading.text)
        length, taken = 1, reading
        while node is not None:
            senses = _allowed(node.senses, tokens[at : at + length], taken, language)
            if senses and (length > best[0] or not best[2]):
                best = (length, taken, senses)
            elif senses and length == best[0] and taken != best[1] and (latin or all(s.common for s in best[2])):
                # البيان is a newspaper, but a statement as well; Prime Minister a title, but an office as well.
                best = (length, taken, (*best[2], *senses))
            following = readings[at + length] if at + length < len(tokens) else []
            step = next((r for r in following if not r.joined and not r.clitic and r.text in node.next), None)
            if step is None:
                break
            # رجل الأعمال is definite by its second word, where the lexicon has رجل أعمال.
            taken = replace(taken, definite=taken.definite or step.definite)
            node = node.next[step.text]
            length += 1
    return best


def _allowed(
    senses: tuple[Sense, ...], tokens: tuple[Token, ...], reading: _Reading, language: Language
) -> tuple[Sense, ...]:
    """The senses that this spelling can have: names need their capital where the script has one, Arabic function words
    stand without an article, and a final ى (which folding makes ي) tells the preposition على from the name علي."""
    if language is Language.ENGLISH:
        capital = any(token.text[:1].isupper() for token in tokens)
        return senses if capital else tuple(s for s in senses if s.word_class not in CLASSES_WITH_CASE)
    if reading.clitic or (reading.definite and not reading.text.startswith("ال")):
        senses = tuple(s for s in senses if s.word_class not in _FUNCTION_WORDS)
    classes = {sense.word_class for sense in senses}
    if {WordClass.PREPOSITION, WordClass.GIVEN_NAME} <= classes:
        if tokens[-1].text.endswith("ى"):
            return tuple(s for s in senses if s.word_class is not WordClass.GIVEN_NAME)
        return tuple(s for s in senses if s.word_class is WordClass.GIVEN_NAME)
    return senses


def _unknown(readings: list[_Reading]) -> _Reading:
    """How to take an unknown Arabic word apart: only before an article is a proclitic sure (`للشؤون`, `والعلاقات`)."""
    long = (
        r for r in readings[1:] if r.text.startswith("ال") and len(r.text) > _SHORTEST_WITH_ARTICLE and r.clitic != "ك"
    )
    return next(long, readings[0])


def _without_pronoun(root: Node, readings: list[_Reading]) -> tuple[bool, _Reading, tuple[Sense, ...]]:
    """Read an Arabic noun with an attached pronoun (`زوجته`)."""
    for reading in readings:
        stem = _ATTACHED.sub("", reading.text)
        if stem == reading.text or len(stem) < 2 or reading.definite:
            continue
        for form in (
            stem,
            stem[:-1] + "ة" if stem.endswith("ت") else "",
            stem[:-1] + "اء" if stem.endswith("ائ") else "",
        ):
            node = root.next.get(form)
            if node is not None and node.senses:
                nouns = tuple(s for s in node.senses if s.word_class in _TAKES_PRONOUN)
                if nouns:
                    return True, _Reading(form, reading.clitic, reading.joined, True), nouns
    return False, readings[0], ()


_FUNCTION_WORDS = frozenset(
    {WordClass.PREPOSITION, WordClass.AFFILIATION_PREPOSITION, WordClass.RELATIVE, WordClass.PRONOUN}
)
_TAKES_PRONOUN = frozenset(
    {
        WordClass.OFFICE,
        WordClass.POST,
        WordClass.SPOKESPERSON,
        WordClass.SOURCE,
        WordClass.RELATION,
        WordClass.ROLE,
        WordClass.MEMBERS,
        WordClass.GROUP,
        WordClass.BODY,
        WordClass.TEAM,
        WordClass.DOCUMENT,
        WordClass.STUDY,
        WordClass.REPORTER,
        WordClass.QUANTIFIER,
        WordClass.TITLE,
        WordClass.FAMILY,
        WordClass.TOTAL,
    }
)


def _readings(token: Token, language: Language) -> list[_Reading]:
    """Return the ways to take a token apart, the whole word first."""
    form = token.form
    if language is Language.ENGLISH:
        lower = form.lower()
        return [_Reading(form, "", False, False)] + ([_Reading(lower, "", False, False)] if lower != form else [])
    if _HAMZA_ARTICLE.match(token.text):
        return [_Reading(form, "", False, False), *_joined(form)]
    whole = [_Reading(form, "", False, form.startswith("ال") and len(form) > 4)]
    whole += _joined(form)
    for reading in list(whole):
        text = reading.text
        if text.startswith("لل") and len(text) > 4:
            whole.append(_Reading("ال" + text[2:], "ل", reading.joined, True))
            # Of three lams one is not written: للجنة is ل with اللجنة.
            whole.append(_Reading("ال" + text[1:], "ل", reading.joined, True))
        elif len(text) > 3 and text[0] in _ARABIC_PROCLITICS:
            whole.append(_Reading(text[1:], text[0], reading.joined, text.startswith("ال", 1)))
    bare = [
        _Reading(reading.text[2:], reading.clitic, reading.joined, True)
        for reading in whole
        if reading.text.startswith("ال") and len(reading.text) > _ARTICLE_ALONE
    ]
    # An article is taken off before a proclitic is: البنك is the bank, not ب with النك.
    return [whole[0], *bare[:1], *whole[1:], *bare[1:]]


def _joined(form: str) -> list[_Reading]:
    if len(form) > 3 and form[0] in "وف":
        return [_Reading(form[1:], "", True, form.startswith("ال", 1))]
    return []
