"""The words by which a record is found: each spelling, inflection and clitic of a word leads to the same term.

Text is folded (`nlp.fold`), cut into words, and each word reduced to its stem: in Arabic by what `nlp.lexicon.stems`
knows, otherwise by Snowball's stemmer for English (Porter, *Snowball: a language for stemming algorithms*, 2001).
Questions go through the same steps, so both databases only ever compare ready terms, and answer alike.

A term in a certain part of the record carries the part's name in front (`speaker:`), as in Xapian's term prefixes: one
index answers the search of all text, of speakers and of those spoken about. What is no word but a value that a record
has or has not (`level=named`) is a term too, as Xapian's boolean terms are: a question and its filters are one look-up.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import Stemmer  # type: ignore[import-not-found]  # an extension module without types

from app.errors import NothingToSearch
from app.limits import LONGEST_TERM, MAX_QUESTION_WORDS, MAX_SEARCHED_TEXT, MAX_TERMS
from nlp.fold import fold
from nlp.lexicon.stems import stem
from nlp.types import Attribution

SPEAKER: Final = "speaker:"
ABOUT: Final = "about:"
VIA: Final = "via:"

_PLAIN = re.compile(r"[a-z_]{1,30}")
_DIGITS = re.compile(r"(\d+)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ARABIC = re.compile("[\u0621-\u064a]")


def terms_of_record(attribution: Attribution) -> str:
    """Return every term by which a record is found, each once, separated by spaces."""
    speakers = [attribution.speaker.name] if attribution.speaker else []
    if attribution.source:
        speakers.append(attribution.source.text)
    about = [name for mention in attribution.about for name in (mention.text, mention.entity.name)]
    via = [attribution.via.text] if attribution.via else []
    rest = [attribution.cue.text, *(piece.text for piece in attribution.content)]
    found: dict[str, None] = {}
    for mark, texts in ((SPEAKER, speakers), (ABOUT, about), (VIA, via), ("", [*speakers, *about, *via, *rest])):
        for term in _terms(texts):
            found[mark + term] = None
            if len(found) == MAX_TERMS:
                return " ".join(found)
    return " ".join(found)


def terms_of_question(question: str, mark: str = "") -> list[str]:
    """Return the terms that a record must all have to answer `question`, in the part of it that `mark` names.

    Raises `NothingToSearch` when the question has no word in it, or more than `MAX_QUESTION_WORDS`.
    """
    terms = list(dict.fromkeys(mark + term for term in _terms([question])))
    if not terms:
        raise NothingToSearch("There is no word to search for in this question.")
    if len(terms) > MAX_QUESTION_WORDS:
        raise NothingToSearch(f"A question may have {MAX_QUESTION_WORDS} different words, this one has {len(terms)}.")
    return terms


def exact(mark: str, value: str | bool) -> str:
    """Return the term for a value as a whole, such as an identifier: a plain word as it is, anything else digested."""
    if isinstance(value, bool):
        value = str(value).lower()
    if not _PLAIN.fullmatch(value):
        value = hashlib.blake2b(value.encode(), digest_size=8).hexdigest()
    return f"{mark}={value}"


def _terms(texts: Iterable[str]) -> Iterator[str]:
    # PyStemmer's stemmers are not to be shared between threads, and cost nothing to make.
    english = Stemmer.Stemmer("english")
    for text in texts:
        for word in _WORD.findall(_folded(text[:MAX_SEARCHED_TEXT])):
            found = stem(word) if _ARABIC.search(word) else english.stemWord(word)
            term = found.replace("'", "")[:LONGEST_TERM]
            if term:
                yield term


def _folded(text: str) -> str:
    """Fold the text, but keep its digits, as ASCII: who looks for 2003 does not mean every year."""
    composed = unicodedata.normalize("NFKC", text)
    pieces = _DIGITS.split(composed)
    pieces[::2] = [fold(piece) for piece in pieces[::2]]
    pieces[1::2] = ["".join(str(unicodedata.decimal(digit)) for digit in piece) for piece in pieces[1::2]]
    return "".join(pieces).casefold()
