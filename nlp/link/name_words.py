"""A person's name as words to be compared: particles joined or taken off, fathers marked, suffixes apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.lexicon.linking import particles
from nlp.link.spelling import folded, is_arabic, without_article

# ElBaradei, AlShehri: an article written together with a name, both with capitals.
_GLUED = re.compile(r"^(?:[EAU]l)(?=[A-Z][a-z])")
_ABD = re.compile(r"^abd(?:ul|el|al)(?=..)")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of a name, folded. `father` tells that `son of` stands before it, `initial` that it is a letter only,
    `article` that an Arabic article was taken off it, `house` that `house of` was (آل ثاني is no الثاني)."""

    text: str
    father: bool = False
    initial: bool = False
    article: bool = False
    house: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: its words in order, and what tells one of a family from another (Jr., III), or nothing."""

    words: tuple[NameWord, ...]
    suffix: str = ""

    @property
    def arabic(self) -> bool:
        """Whether it is in Arabic script."""
        return is_arabic(self.words[0].text)


def name_of_words(words: Sequence[str]) -> PersonName | None:
    """Return the name that these words make, in the order of the text; null when nothing of a name is left."""
    pieces = list(_pieces(words))[: 2 * _MOST_WORDS]
    suffix = ""
    while len(pieces) > 1 and pieces[-1].rstrip(".") in particles().suffixes:
        suffix = pieces.pop().rstrip(".")
    found = tuple(_words(pieces))[:_MOST_WORDS]
    return PersonName(found, suffix) if found else None


def _pieces(words: Sequence[str]) -> Iterator[str]:
    """Give the folded parts of the words: a hyphen parts two, an article goes."""
    lexicon = particles()
    for word in words:
        whole = folded(_GLUED.sub("", word))
        if is_arabic(whole):
            yield whole
            continue
        for part in whole.split("-"):
            if part and part not in lexicon.articles.latin:
                yield part


def _words(pieces: Sequence[str]) -> Iterator[NameWord]:
    lexicon = particles()
    opener, father, house = "", False, False
    found: list[NameWord] = []
    for piece in pieces:
        if piece in lexicon.house:
            house = True
        elif piece in lexicon.filiation and found:
            father = True
        elif piece in lexicon.openers and not opener:
            opener = lexicon.openers[piece]
        elif piece in lexicon.closers and found and not opener:
            found[-1] = NameWord(found[-1].text + lexicon.closers[piece], found[-1].father)
        else:
            word = _word(opener, piece, father)
            found.append(replace(word, house=True) if house else word)
            opener, father, house = "", False, False
    if opener:
        found.append(NameWord(opener, father))
    return iter(found)


def _word(opener: str, piece: str, father: bool) -> NameWord:
    if opener in ("عبد", "abdul"):
        return NameWord(opener + piece, father)
    if opener:
        return NameWord(opener + without_article(piece), father)
    letters = piece.replace(".", "")
    if not is_arabic(piece) and (len(letters) == 1 or (piece.endswith(".") and len(letters) <= len(piece) // 2 + 1)):
        return NameWord(letters, father, initial=True)
    if letters.startswith("عبد"):
        return NameWord(letters, father)
    bare = without_article(letters)
    return NameWord(_ABD.sub("abdul", bare), father, article=bare != letters)
