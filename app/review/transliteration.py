"""Arabic names in Latin letters, so that a reader of English can tell them apart and recognise them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

_ARABIC = re.compile("[\u0620-\u064a]")
_WORD = re.compile("[\u0620-\u065f\u0670-\u06d3]+")
_SHADDA = "\u0651"
_VOWELS = "aiu"


class Table(BaseModel):
    """The letters and what stands for them in Latin script."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    letters: dict[str, str]
    long_vowels: dict[str, str]
    article: str
    article_in_latin: str


@cache
def _table() -> Table:
    file = resources.files("app.review") / "transliteration.yml"
    return Table.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def latin(text: str) -> str:
    """Return `text` with its Arabic words in Latin letters; empty when it has no Arabic letter, so needs none."""
    if not _ARABIC.search(text):
        return ""
    return _WORD.sub(lambda match: _word(match.group()), unicodedata.normalize("NFKC", text))


def _word(word: str) -> str:
    table = _table()
    prefix = ""
    if word.startswith(table.article) and len(word) > len(table.article) + 1:
        prefix, word = table.article_in_latin, word[len(table.article) :]
    found: list[str] = []
    for place, letter in enumerate(word):
        after = word[place + 1 : place + 2]
        before_consonant = not found or found[-1][-1] not in _VOWELS
        if letter == _SHADDA:
            found += found[-1:]
        elif letter in table.long_vowels and found and before_consonant and after not in ("ا", "ى", "ة", _SHADDA):
            found.append(table.long_vowels[letter])
        else:
            found.append(table.letters.get(letter, ""))
        found = [one for one in found if one]
    joined = "".join(found)
    start = 1 if joined.startswith("'") else 0
    return prefix + joined[:start] + joined[start : start + 1].upper() + joined[start + 1 :]
