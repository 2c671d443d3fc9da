"""Keys under which a name is found by what somebody types, in either script, and by how it sounds."""

from __future__ import annotations

from rapidfuzz import fuzz, utils

from nlp.link.sounds import alike, coarse_keys
from nlp.link.spelling import folded, is_arabic, without_article
from nlp.normalise.tokens import tokens_of

_SPELT, _SOUNDS = "~", "^"
_MOST_WORDS = 8
_SHORTEST_SOUND = 2
_SHORTEST_TYPED = 3  # letters: shorter ones sound like the beginning of too much
_LONGEST = 300  # code points of a name that are read


def words_of(name: str) -> list[str]:
    """Return the words of a name or of what was typed, folded and without articles."""
    tokens = tokens_of(name, 0, min(len(name), _LONGEST))
    words = [folded(token.text) for token in tokens if any(letter.isalnum() for letter in token.text)]
    return [bare for word in words if (bare := without_article(word))][:_MOST_WORDS]


def lookup_keys(name: str) -> frozenset[str]:
    """Return the keys of every word of a name: as it is spelt, to be found by its beginning, and as it sounds."""
    words = words_of(name)
    return frozenset(_SPELT + word for word in words) | frozenset(key for word in words for key in sound_keys(word))


def beginning(word: str) -> str:
    """Return what the keys of words that begin so begin with."""
    return _SPELT + word


def sound_keys(word: str) -> list[str]:
    """Return the keys of words that may sound like this one; none for one too short to tell."""
    return [_SOUNDS + key for key in coarse_keys(word) if len(key) >= _SHORTEST_SOUND]


def begins_alike(typed: str, word: str) -> bool:
    """Tell whether what was typed sounds as a word begins: `khaz`, `خزعلي`."""
    return len(typed) >= _SHORTEST_TYPED and any(alike(typed, word[:end]) for end in range(2, len(word) + 1))


def likeness(first: str, second: str) -> float:
    """Return how alike two names look, 0 to 100, whatever the order of their words and also where one is a part of the
    other (RapidFuzz's WRatio); across scripts, how alike their consonants are."""
    if is_arabic(first) == is_arabic(second):
        return fuzz.WRatio(" ".join(words_of(first)), " ".join(words_of(second)))
    return fuzz.WRatio(_skeleton(first), _skeleton(second), processor=utils.default_process)


def _skeleton(name: str) -> str:
    return " ".join(coarse_keys(word)[0] for word in words_of(name))
