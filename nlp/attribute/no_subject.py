"""A source behind an Arabic verb that cannot be its subject: the subject is then left unspoken.

By its first word (`قال أمام المجلس`, `قال لإحدى الصحف`), by agreement (`دعا الشركات`: the verb before its subject would
be feminine), or as the object that a verb needs (`وصف القرار بأنه`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from nlp.annotate.entities import Name
from nlp.attribute.agreement import cue_features
from nlp.attribute.words import Category, Vocabulary, Word, key_of, read_word, vocabulary
from nlp.detect.frame import Frame, Piece
from nlp.lexicon.known_outlets import outlet_named
from nlp.lexicon.subjects import clause_openers, led, never_first, never_first_as_written, never_subject
from nlp.normalise.text import WorkingText
from nlp.types import Language

_LEADING = ("ل", "ب", "ك")
_SHORT = 2  # words of a source in which no subject can hide beside the object
_OBJECTS = ("اءه", "اءها", "اءهم")
_AS = ("بأن", "بانه", "بأنه", "بانها", "بأنها", "بانهم", "بأنهم")


_THIRD = 3
_OF_VERB = 3  # letters of a verb that may end so: دعا


def without_objects(text: WorkingText, frames: Sequence[Frame], names: Sequence[Name]) -> list[Frame]:
    """Return `frames`, each source that is no subject of its verb taken away."""
    starts = frozenset(name.start for name in names)
    return [replace(frame, source=None) if _is_none(text, frame, starts) else frame for frame in frames]


def _is_none(text: WorkingText, frame: Frame, names: frozenset[int]) -> bool:
    if frame.language is not Language.ARABIC or frame.source is None or frame.source.start < frame.cue.end:
        return False
    words, cue = vocabulary(Language.ARABIC), text.working[frame.cue.start : frame.cue.end]
    word = _word_at(text, frame, frame.source.start, words)
    if word is None or word.reading.form in words.masculine or word.reading.form in words.feminine:
        return False
    if _opens_clause(word):
        return True
    if len(cue.split()) != 1:
        return False
    outlet = word.text.startswith("ل") and outlet_named(text.working[frame.source.start + 1 : frame.source.end])
    if outlet or _is_no_source(word, words) or _is_led(word, names) or _is_verb_itself(word, names):
        return _is_verb(cue, frame, words)  # the outlet: قال لفرانس برس
    if text.working[frame.cue.end : frame.source.start].strip():
        return False
    alone = frame.source.end == word.end and word.start not in names
    wrong = _disagrees(cue, frame, word, alone) or _is_described(text, cue, frame.source)
    return wrong and _is_verb(cue, frame, words)


def _is_verb(cue: str, frame: Frame, words: Vocabulary) -> bool:
    key = key_of(cue)
    bare = key.removeprefix("و")
    adverb = len(bare) > _OF_VERB and bare.endswith("ا") and not bare.endswith("ها")  # طبقا
    if adverb or any(rest in words.boundaries or rest in words.prepositions for rest in (key, key[1:])):
        return False
    return cue_features(cue, frame.lemma, frame.language).person == _THIRD


def _word_at(text: WorkingText, frame: Frame, start: int, words: Vocabulary) -> Word | None:
    tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    at = bisect_left(tokens, start, key=lambda token: token.start)
    return read_word(tokens[at], words) if at < len(tokens) and tokens[at].start == start else None


def _opens_clause(word: Word) -> bool:
    form = word.reading.form
    return form in clause_openers() or (form[0] in "وف" and form[1:] in clause_openers())


def _is_no_source(word: Word, words: Vocabulary) -> bool:
    if word.text in words.lexicon.first_person_verbs:
        return True
    return word.reading.form in never_first() or word.text in never_subject() or word.text in never_first_as_written()


def _is_verb_itself(word: Word, names: frozenset[int]) -> bool:
    """Whether it is a verb in the plural (`أصدروا`), which no name or noun is shaped like."""
    return word.reading.form.endswith("وا") and len(word.reading.form) > _OF_VERB and word.start not in names


def _is_led(word: Word, names: frozenset[int]) -> bool:
    """Whether a preposition is written on the word: before a known noun, or before a name."""
    if word.reading.form.startswith(led()) or (word.reading.noun and word.reading.proclitic in _LEADING):
        return True
    return word.reading.form.startswith("ل") and word.start + 1 in names


def _disagrees(cue: str, frame: Frame, word: Word, alone: bool) -> bool:
    """Whether a masculine verb stands right before bodies or things that are feminine, or a feminine one before a sound
    plural of men: the verb would agree with a subject."""
    noun, form = word.reading.noun, word.reading.form
    if (word.reading.definite and form.endswith("يين")) or word.text.endswith(_OBJECTS):
        return True  # the case of objects: دعت الكويتيين، اتهم زملاءه
    if noun is None:
        gender = "m" if alone and form.endswith("ة") and not word.reading.definite else None  # اعتبرها ضعيفة
    elif noun.gender == "f":
        gender = "m" if noun.category is not Category.PERSON and not word.reading.possessive else None
    else:
        people = noun.category in (Category.PERSON, Category.GROUP) and noun.number == "p"
        gender = "f" if people and word.reading.key.endswith(("ون", "ين")) and not word.reading.possessive else None
    if gender is None:
        return False
    wanted = cue_features(cue, frame.lemma, frame.language)
    return wanted.gender == gender and wanted.number == "s"


def _is_described(text: WorkingText, cue: str, source: Piece) -> bool:
    """Whether it is what the verb describes: `وصف القرار بأنه متسرع`."""
    behind = text.working[source.end : source.end + 8].split()
    if len(text.working[source.start : source.end].split()) > _SHORT:
        return False
    return cue.removesuffix("ت").endswith("وصف") and behind[:1] != [] and behind[0].startswith(_AS)
