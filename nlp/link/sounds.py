"""Whether two words of names sound alike across scripts and spellings.

A word is cut into consonants, each as the Arabic letters it may stand for, and what vowels stand between them.
Consonants must meet one by one; vowels decide what consonants leave open: Arabic writes only its long ones, so a
written ي asks for an i or e in Latin letters, and an `oo` for a written و. (Freeman, Condon and Ackerman, "Cross
Linguistic Name Matching in English and Arabic", HLT-NAACL 2006, match the same classes by edit distance.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp.lexicon.linking import letters
from nlp.link.spelling import is_arabic

_ARABIC_VOWELS = frozenset("اويعه")  # of folded words
_UNWRITTEN = "ʿ"  # stands for what Latin letters may leave out, or write as any vowel: ع, and a final ه
_LONG = {"ا": "aeou", "و": "uow", "ي": "iey"}
_LONG_IN_LATIN = re.compile("oo|ee|ou|ei|ai|ay|ey|aw|au|ow")
_SILENT_H = re.compile("(?<=[aeiou])h(?=[^aeiouyh])")
_MOST_KEYS = 8
_LONG_WORD = 5  # letters


@dataclass(frozen=True, slots=True)
class Sounds:
    """A word as consonants and the vowels around them: `vowels[i]` is before `consonants[i]`, the last after all."""

    arabic: bool
    consonants: tuple[frozenset[str], ...]
    vowels: tuple[str, ...]


@lru_cache(maxsize=65_536)
def readings_of(word: str) -> tuple[Sounds, ...]:
    """Cut a folded word into its sounds: in two ways when it has an h that may only lengthen a vowel (John, Mahdi)."""
    if is_arabic(word):
        return (_sounds(word, _cut_arabic(word)),)
    shorter = _SILENT_H.sub("", word)
    return tuple(_sounds(one, _cut_latin(one)) for one in dict.fromkeys((word, shorter)))


def _sounds(word: str, cut: Iterable[str | frozenset[str]]) -> Sounds:
    consonants: list[frozenset[str]] = []
    vowels = [""]
    for found in cut:
        if isinstance(found, str):
            vowels[-1] += found
        elif is_arabic(word) or not (consonants and consonants[-1] == found and not vowels[-1]):
            consonants.append(found)
            vowels.append("")
    return Sounds(is_arabic(word), tuple(consonants), tuple(vowels))


def alike(first: str, second: str, *, foreign: bool = True) -> bool:
    """Tell whether two folded words can be spellings of one name. Two in Arabic letters differ in more than marks only
    where they are foreign and long: news writes foreign names by ear."""
    if first == second:
        return True
    if is_arabic(first) and is_arabic(second) and not (foreign and min(len(first), len(second)) >= _LONG_WORD):
        return False
    return any(_meets(a, b) for a in readings_of(first) for b in readings_of(second))


def _meets(a: Sounds, b: Sounds) -> bool:
    if len(a.consonants) != len(b.consonants):
        return False
    both_arabic = a.arabic and b.arabic
    if not all(_meet(x, y, both_arabic) for x, y in zip(a.consonants, b.consonants, strict=True)):
        return False
    if a.arabic != b.arabic:
        arabic, latin = (a, b) if a.arabic else (b, a)
        return _vowels_across(arabic, latin)
    return _vowels_in_arabic(a, b) if a.arabic else _vowels_in_latin(a, b)


@lru_cache(maxsize=65_536)
def coarse_keys(word: str) -> tuple[str, ...]:
    """Return the keys under which a folded word is looked for: words that sound alike share at least one."""
    coarse = _coarse()
    keys = [""]
    for consonant in readings_of(word)[0].consonants:
        classes = sorted({coarse.get(letter, "") for letter in consonant})
        keys = [key + one for key in keys for one in classes][:_MOST_KEYS]
    return tuple(dict.fromkeys(key or "-" for key in keys))


def _cut_arabic(word: str) -> Iterator[str | frozenset[str]]:
    for place, letter in enumerate(word):
        if letter in _ARABIC_VOWELS and not (letter == "ه" and place < len(word) - 1):
            yield _UNWRITTEN if letter in "عه" else letter
        elif "ء" <= letter <= "ڤ":
            yield frozenset(letters().arabic.get(letter, letter))


def _cut_latin(word: str) -> Iterator[str | frozenset[str]]:
    graphemes = _graphemes()
    at = 0
    while at < len(word):
        size = next((size for size in (3, 2, 1) if word[at : at + size] in graphemes), 1)
        piece = word[at : at + size]
        if piece == "h" and at and at + 1 == len(word):
            yield _UNWRITTEN  # Fatimah
        elif piece in graphemes:
            yield from (frozenset(one) for one in graphemes[piece])
        elif piece in "aeiouyw":
            yield piece
        at += size


@cache
def _graphemes() -> dict[str, list[str]]:
    """Each Latin grapheme with the sets of Arabic letters it stands for, one set for each consonant that it spells."""
    return {latin: arabic.split() for latin, arabic in letters().latin.items()}


@cache
def _coarse() -> dict[str, str]:
    return {letter: key for key, row in letters().coarse.items() for letter in row}


@cache
def _alike() -> dict[str, frozenset[str]]:
    rows = letters().alike
    return {letter: frozenset("".join(one for one in rows if letter in one)) for letter in "".join(rows)}


def _meet(a: frozenset[str], b: frozenset[str], both_arabic: bool) -> bool:
    if a & b:
        return True
    if not both_arabic:
        return False
    wavering = _alike()
    return len(a) == len(b) == 1 and bool(wavering.get(next(iter(a)), a) & b)


def _vowels_across(arabic: Sounds, latin: Sounds) -> bool:
    last = len(arabic.vowels) - 1
    for place, (written, heard) in enumerate(zip(arabic.vowels, latin.vowels, strict=True)):
        long = written.replace(_UNWRITTEN, "")
        if place == 0 and bool(written) != bool(heard):
            return False
        if not all(any(letter in heard for letter in _LONG[one]) or _glides(one, long, heard) for one in set(long)):
            return False
        if not long and _LONG_IN_LATIN.search(heard.replace("ou", "u") if place < last else heard):
            return False
        if place == last and bool(heard) and not written and heard != "e":
            return False
    return True


def _glides(letter: str, written: str, heard: str) -> bool:
    """Whether an ا is heard only together with the ي behind it: مايكل, Michael; at the end it may be silent."""
    return letter == "ا" and written in ("اي", "وا") and heard != ""


def _vowels_in_arabic(a: Sounds, b: Sounds) -> bool:
    """Spellings of one name in Arabic differ in vowels only where the name is foreign and long."""
    if a.vowels == b.vowels:
        return True
    if len(a.consonants) < 4:
        return False
    differing = [(x, y) for x, y in zip(a.vowels, b.vowels, strict=True) if x != y]
    return len(differing) == 1 and all(not x or not y for x, y in differing) and a.vowels[0] == b.vowels[0]


_ONE_VOWEL = str.maketrans({"y": "i", "w": "u"})
_SAME_VOWEL = (re.compile("o+u?|u+"), "u"), (re.compile("i+|ie"), "i"), (re.compile("a+"), "a"), (re.compile("e+"), "e")
_NEAR = {frozenset("ae"), frozenset("ei"), frozenset(("ai", "ei")), frozenset(("ai", "e")), frozenset(("ei", "e"))}


def _vowels_in_latin(a: Sounds, b: Sounds) -> bool:
    return all(_near(x, y) for x, y in zip(map(_simple, a.vowels), map(_simple, b.vowels), strict=True))


def _near(a: str, b: str) -> bool:
    return a == b or frozenset((a, b)) in _NEAR


@lru_cache(maxsize=4096)
def _simple(vowels: str) -> str:
    text = vowels.replace(_UNWRITTEN, "").translate(_ONE_VOWEL)
    for pattern, letter in _SAME_VOWEL:
        text = pattern.sub(letter, text)
    return text
