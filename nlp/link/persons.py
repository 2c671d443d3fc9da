"""Whether two names of persons are one person's, word by word.

The given name and the family's must both meet; what stands between them may be left out (محمد شياع السوداني, Mohammed
al-Sudani), and so may all that follows a father (محمد بن سلمان بن عبد العزيز). Words that both names have decide
against it when they differ.
"""

from __future__ import annotations

from functools import cache, lru_cache

from nlp.lexicon.linking import given_names
from nlp.link.name_words import NameWord, PersonName, name_of_words
from nlp.link.sounds import alike, coarse_keys
from nlp.link.spelling import is_arabic

_FULL = 2


def is_full(name: PersonName) -> bool:
    """Tell whether a name has more than one word that is no initial."""
    return sum(not word.initial for word in name.words) >= _FULL


def is_common(name: PersonName) -> bool:
    """Tell whether all of a name are frequent given names, so that many people are called so; `son of` tells more."""
    return all(bool(_listed(word.text)) and not word.father for word in name.words)


def same_name(first: PersonName, second: PersonName) -> bool:
    """Tell whether two full names can be one person's."""
    if first.suffix != second.suffix:
        return False
    short, long = sorted((first, second), key=lambda name: len(name.words))
    arabic_origin = _has_arabic_origin(first) or _has_arabic_origin(second)
    if not _same_word(short.words[0], long.words[0], arabic_origin):
        return False
    if not _in_order(short.words[1:], long.words[1:], arabic_origin):
        return False
    if len(short.words) == len(long.words):
        return True
    return _may_leave_out(short, long, arabic_origin)


def same_family(single: PersonName, full: PersonName) -> bool:
    """Tell whether a name of one word is the last word of a full name."""
    return _same_word(single.words[-1], full.words[-1], True)


def _may_leave_out(short: PersonName, long: PersonName, arabic_origin: bool) -> bool:
    """Whether the shorter name is how the longer one is shortened."""
    last = short.words[-1]
    if last.father:
        return len(short.words) == _FULL and _same_word(last, long.words[1], arabic_origin) and long.words[1].father
    if not _same_word(last, long.words[-1], arabic_origin) or long.words[-1].father:
        return False
    left_out = [word for word in long.words[1:-1] if word.initial]
    return len(left_out) == len(long.words) - len(short.words) or not _listed(last.text)


def _in_order(short: tuple[NameWord, ...], long: tuple[NameWord, ...], arabic_origin: bool) -> bool:
    """Whether every word of the shorter row is found in the longer one, in its order."""
    rest = iter(long)
    return all(any(_same_word(word, other, arabic_origin) for other in rest) for word in short)


def _same_word(first: NameWord, second: NameWord, arabic_origin: bool) -> bool:
    if first.initial or second.initial:
        return first.text == second.text
    if first.house != second.house and is_arabic(first.text) and is_arabic(second.text):
        return False
    return same_word(first.text, second.text, arabic_origin, foreign=not (first.article or second.article))


@lru_cache(maxsize=65_536)
def same_word(first: str, second: str, arabic_origin: bool, foreign: bool = True) -> bool:
    """Tell whether two folded words are spellings of one. Names in Latin letters that come from elsewhere than Arabic
    have one spelling, but for a final y; `foreign` tells that those in Arabic letters may, whose spelling wavers."""
    if first == second:
        return True
    listed, also = _listed(first), _listed(second)
    if listed and also:
        return bool(listed & also)
    if not (arabic_origin or is_arabic(first) or is_arabic(second)):
        return _final_y(first) == _final_y(second)
    return alike(first, second, foreign=foreign and not (_is_from_given(first) or _is_from_given(second)))


def _is_from_given(word: str) -> bool:
    """Whether a word is a family's name made from a given name: سليماني."""
    return is_arabic(word) and word.endswith("ي") and bool(_listed(word[:-1]))


def _final_y(word: str) -> str:
    """Zelensky, Zelenskyy, Zelenskiy; Sergei, Sergey."""
    stripped = word.rstrip("yi")
    return stripped + "y" if len(stripped) > 2 and stripped != word else word


def _has_arabic_origin(name: PersonName) -> bool:
    return name.arabic or any(_listed(word.text) or word.text.startswith(("abdul", "abu")) for word in name.words)


def word_keys(word: NameWord) -> list[str]:
    """Return the keys under which a word of a name is looked for: any other that may be the same word shares one."""
    return [*sorted(f"#{place}" for place in _listed(word.text)), *coarse_keys(word.text)]


@lru_cache(maxsize=65_536)
def _listed(word: str) -> frozenset[int]:
    """The given names of the list that a folded word can be; a word with the article is a family's."""
    return _places().get(word, frozenset())


@cache
def _places() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for place, (arabic, latin) in enumerate(given_names().items()):
        for spelling in (arabic, *latin):
            name = name_of_words([spelling])
            if name is not None:
                found.setdefault(name.words[0].text, set()).add(place)
    return {word: frozenset(places) for word, places in found.items()}
