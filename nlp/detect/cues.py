"""Finding candidate cues: every place where a reporting word of the lexicon stands, right or wrong.

Only a candidate can become an attribution; the attribution tagger (`nlp.detect.reader`) then decides for each whether
it reports something here, and reads its source and content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.fold import fold
from nlp.lexicon import arabic_verbs, english_verbs
from nlp.lexicon.arabic_verbs import VerbForm
from nlp.lexicon.reporting import (
    EnglishVerb,
    ReportingPhrase,
    ReportingWord,
    arabic_reporting,
    english_reporting,
    passive_auxiliaries,
)
from nlp.normalise.text import Token
from nlp.types import Act, Language

HEADLINE_COLON = ReportingWord(lemma=":")
HEADLINE_REACH = 16
"""How many tokens into a paragraph a colon may stand to attribute what follows (`المفتي: ...`): a name and a title."""

NEEDS_REACH = 14
"""How many tokens after a verb the word that it needs may stand: a subject with its title and apposition between."""

_VERB_PREFIXES = ("", "و", "ف", "س", "ل", "وس", "فس", "ول", "فل")
_NOUN_PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول", "ال", "وال", "بال", "وبال", "لل", "ولل", "فال", "ك")
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "ني", "نا")
_PREFIXES = (
    (_VERB_PREFIXES, (VerbForm.PERFECT, VerbForm.IMPERFECT, VerbForm.PASSIVE)),
    (("", "و", "ف"), (VerbForm.PARTICIPLE,)),
    (_NOUN_PREFIXES, (VerbForm.MASDAR, None)),
)
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a reporting word. `form` is null for words that do not inflect."""

    word: ReportingWord
    form: VerbForm | None = None
    no_comment: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """The tokens `start` to `end` (exclusive, in their sentence) of a reporting word, with its readings. `last` is
    where the last word of a phrase stands whose subject stands inside it (`رفض المدير التعليق`)."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    last: int | None = None


def find_candidates(tokens: Sequence[Token], language: Language, opens_paragraph: bool) -> Iterator[Candidate]:
    """Yield the candidate cues of one sentence in order. `opens_paragraph` allows a colon as the cue of a headline."""
    lexicon = _arabic() if language is Language.ARABIC else _english()
    position = 0
    nothing_yet = True
    while position < len(tokens):
        form = tokens[position].form if language is Language.ARABIC else tokens[position].form.lower()
        candidate = lexicon.at(form, tokens, position)
        if candidate is None and form == ":" and nothing_yet and opens_paragraph and 0 < position <= HEADLINE_REACH:
            candidate = Candidate(position, position + 1, (Reading(HEADLINE_COLON),))
        if candidate is not None:
            nothing_yet = False
            yield candidate
            position = candidate.end
        else:
            position += 1


class _Lexicon:
    """Reporting words indexed by folded form; phrases by their first word, the longest first."""

    def __init__(
        self,
        words: dict[str, tuple[Reading, ...]],
        phrases: dict[str, list[tuple[list[str], Reading]]],
        needs: dict[str, frozenset[str]],
        arabic: bool,
    ) -> None:
        self._words = words
        self._needs = needs
        self._phrases = {first: sorted(rest, key=lambda p: -len(p[0])) for first, rest in phrases.items()}
        self._arabic = arabic
        self._seen: dict[str, tuple[Reading, ...]] = {}

    def at(self, form: str, tokens: Sequence[Token], position: int) -> Candidate | None:
        for first in self._without_conjunction(form):
            for words, reading in self._phrases.get(first, ()):
                if isinstance(reading.word, ReportingPhrase) and reading.word.apart:
                    last = _last_apart(words, tokens, position)
                    if last is not None:
                        return Candidate(position, position + len(words) - 1, (reading,), last)
                    continue
                end = position + len(words)
                following = [t.form if self._arabic else t.form.lower() for t in tokens[position + 1 : end]]
                if following == words[1:]:
                    return Candidate(position, end, (reading,))
        readings = self._readings(form)
        if not readings:
            return None
        readings = tuple(
            r for r in readings if _idiom_fits(r, tokens, position) and self._needs_met(r, tokens, position)
        )
        return Candidate(position, position + 1, readings) if readings else None

    def _needs_met(self, reading: Reading, tokens: Sequence[Token], position: int) -> bool:
        needed = self._needs.get(reading.word.lemma)
        if needed is None or reading.form is VerbForm.PARTICIPLE:
            return True
        return any(token.form in needed for token in tokens[position + 1 : position + 1 + NEEDS_REACH])

    def _without_conjunction(self, form: str) -> tuple[str, ...]:
        return (form, form[1:]) if self._arabic and form[:1] in ("و", "ف") else (form,)

    def _readings(self, form: str) -> tuple[Reading, ...]:
        if not self._arabic:
            return self._words.get(form, ())
        known = self._seen.get(form)
        if known is None:
            known = tuple(self._arabic_readings(form))
            if len(self._seen) < MAX_REMEMBERED_FORMS:
                self._seen[form] = known
        return known

    def _arabic_readings(self, form: str) -> Iterator[Reading]:
        seen = set()
        for prefixes, kinds in _PREFIXES:
            for prefix in prefixes:
                if not form.startswith(prefix):
                    continue
                for pronoun in _PRONOUNS:
                    if not form.endswith(pronoun):
                        continue
                    stem = form[len(prefix) : len(form) - len(pronoun)]
                    if len(stem) < _SHORTEST_STEM:
                        continue
                    for reading in self._words.get(stem, ()):
                        if reading.form in kinds and reading not in seen:
                            seen.add(reading)
                            yield reading


MAX_REMEMBERED_FORMS = 200_000
"""Forms whose analysis is kept: more than a language has in use, few enough (some 20 MB) for a hostile text."""


def _last_apart(words: Sequence[str], tokens: Sequence[Token], position: int) -> int | None:
    """Where the last of `words` stands, a subject behind the others at `position` and in the same clause; or None."""
    body = position + len(words) - 1
    if [token.form for token in tokens[position + 1 : body]] != words[1:-1]:
        return None
    for index, token in enumerate(tokens[body : body + NEEDS_REACH], start=body):
        if token.form == words[-1]:
            return index
        if not token.form[:1].isalnum():
            return None
    return None


def _idiom_fits(reading: Reading, tokens: Sequence[Token], position: int) -> bool:
    word = reading.word
    if not isinstance(word, EnglishVerb):
        return True
    if word.active and position and tokens[position - 1].form.lower() in passive_auxiliaries():
        return False
    following = " ".join(t.form.lower() for t in tokens[position + 1 : position + 4]) + " "
    return not word.idiom or any(following.startswith(idiom + " ") for idiom in word.idiom)


def _add_phrases(
    words: dict[str, list[Reading]],
    phrases: dict[str, list[tuple[list[str], Reading]]],
    forms: Sequence[str],
    reading: Reading,
) -> None:
    for form in forms:
        parts = fold(form).split()
        if len(parts) == 1:
            words.setdefault(parts[0], []).append(reading)
        else:
            phrases.setdefault(parts[0], []).append((parts, reading))


@cache
def _arabic() -> _Lexicon:
    known = arabic_reporting()
    words: dict[str, list[Reading]] = {}
    phrases: dict[str, list[tuple[list[str], Reading]]] = {}
    for verb in known.verbs:
        for form, kind in arabic_verbs.forms_of(verb):
            reading = Reading(verb, kind)
            if reading not in words.setdefault(form, []):
                words[form].append(reading)
    clause = frozenset(fold(word) for word in known.clause)
    needs = {
        verb.lemma: clause if verb.needs == ("clause",) else frozenset(fold(word) for word in verb.needs)
        for verb in known.verbs
        if verb.needs
    }
    for phrase in (*known.prepositions, *known.nouns):
        _add_phrases(words, phrases, phrase.forms, Reading(phrase))
    for phrase in known.no_comment:
        _add_phrases(words, phrases, phrase.forms, Reading(phrase, no_comment=True))
    return _Lexicon({form: tuple(readings) for form, readings in words.items()}, phrases, needs, arabic=True)


@cache
def _english() -> _Lexicon:
    known = english_reporting()
    words: dict[str, list[Reading]] = {}
    phrases: dict[str, list[tuple[list[str], Reading]]] = {}
    for verb in known.verbs:
        for form in english_verbs.forms_of(verb):
            words.setdefault(form, []).append(Reading(verb))
    for phrase in (*known.prepositions, *known.nouns, *known.agentless):
        _add_phrases(words, phrases, phrase.forms, Reading(phrase))
    for phrase in known.no_comment:
        _add_phrases(words, phrases, phrase.forms, Reading(phrase, no_comment=True))
    return _Lexicon({form: tuple(readings) for form, readings in words.items()}, phrases, {}, arabic=False)


def act_of(reading: Reading) -> Act:
    """The act a reading stands for before its sentence is looked at."""
    return Act.NO_COMMENT if reading.no_comment else reading.word.act
