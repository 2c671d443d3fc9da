"""The outlets that are known by name, each one thing for all its names in both languages; its id is its main domain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.fold import fold
from nlp.lexicon.read import read
from nlp.lexicon.sourcing import Noun, OutletsFile
from nlp.types import Language

_WORD = re.compile(r"\w+")
_HOST = re.compile(r"(?i:https?)://(?:[^/?#@]*@)?([^/?#:@\[\]]+)")  # RFC 3986, the host of a web address
_ARTICLES = frozenset({"al", "el"})  # transcribed: `Al-Sabah` is not `Sabah`
_ATTACHED = re.compile(r"[وف]?[بلك]?")


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of outlets by their first word, each with its id and whether it is an everyday word; the words that
    say that an outlet's name follows or went before; the name to show, by language."""

    by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]]
    nouns: frozenset[str]
    shown: dict[tuple[str, Language], str]


def outlet_at(url: str | None) -> str | None:
    """Return the id of the outlet whose domain, or a domain below it, `url` is at; None if unknown."""
    host = _HOST.match(url) if url else None
    if host is None:
        return None
    labels = host[1].lower().split(".")
    known = _known().shown
    domains = (".".join(labels[start:]) for start in range(len(labels)))
    return next((domain for domain in domains if (domain, Language.ENGLISH) in known), None)


def outlet_named(phrase: str, *, certain: bool = False) -> str | None:
    """Return the id of the first outlet that `phrase` names; None if it names none that is known.

    A name that is an everyday word too counts beside a word for an outlet (`صحيفة`, `newspaper`), or where the phrase
    is `certain` to name one. A name that several outlets bear never counts.
    """
    words = _words(phrase)
    known = _known()
    for at in range(len(words)):
        if at and words[at - 1] in _ARTICLES:
            continue
        for first in _without_clitics(words[at]):
            for name, outlet, common in known.by_first.get(first, ()):
                if (first, *words[at + 1 : at + len(name)]) != name:
                    continue
                beside = (*words[max(0, at - 1) : at], *words[at + len(name) : at + len(name) + 1])
                if not common or certain or any(_is_noun(word, known) for word in beside):
                    return outlet
    return None


def outlet_of(publisher: str | None, url: str | None) -> str | None:
    """Return the id of the outlet that published a document: by its publisher's name, or else by its address. An
    everyday word for a name counts only where there is no address, which would say otherwise."""
    return (outlet_named(publisher, certain=url is None) if publisher else None) or outlet_at(url)


def name_of(outlet: str | None, language: Language) -> str | None:
    """Return the name of a known outlet in `language`; None for None."""
    return None if outlet is None else _known().shown[outlet, language]


def _is_noun(word: str, known: _Known) -> bool:
    return any(one.removeprefix("ال") in known.nouns for one in _without_clitics(word))


def _words(text: str) -> list[str]:
    """The words of `text`, folded, its digits kept: `France 24` is not `France 12`."""
    folded = "".join(str(int(letter)) if letter.isdecimal() else fold(letter) for letter in text)
    return [word.lower() for word in _WORD.findall(folded)]


def _without_clitics(word: str) -> Iterator[str]:
    """Give the word as it stands, then without the letters that may be written before it as one word (`للجزيرة`)."""
    yield word
    attached = _ATTACHED.match(word)
    if attached is None or not attached.group() or len(word) - attached.end() < 2:
        return
    for end in range(1, attached.end() + 1):
        rest = word[end:]
        yield rest
        if word[end - 1] == "ل" and rest.startswith("ل"):
            yield f"ا{rest}"


@cache
def _known() -> _Known:
    by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    nouns: set[str] = set()
    shown: dict[tuple[str, Language], str] = {}
    for language in Language:
        data = read(language, "outlets", OutletsFile)
        nouns |= {word for noun in (*data.nouns, *data.with_name) for one in _forms(noun) for word in _words(one)[-1:]}
        for outlet in data.known:
            shown.setdefault((outlet.domain, language), outlet.names[0])
            for name in () if outlet.shared else outlet.names:
                words = tuple(_words(name))
                by_first.setdefault(words[0], []).append((words, outlet.domain, outlet.common))
    for names in by_first.values():
        names.sort(key=lambda one: -len(one[0]))
    return _Known(by_first, frozenset(nouns), shown)


def _forms(noun: Noun) -> list[str]:
    return [noun] if isinstance(noun, str) else [form for word, plurals in noun.items() for form in (word, *plurals)]
