"""How an Arabic word is brought to the one form under which it is searched: `ar/stems.yml`.

Endings and what is written in front come off as in Light10 (Larkey, Ballesteros and Connell, "Light Stemming for Arabic
Information Retrieval", 2007). Nouns whose plural is made inside the word are known by name. They also tell where a
letter belongs to the word: the `و` of `وزير` is not the `و` of `وبيان`. The Arabic stemmer of Snowball parts the same
word with and without its article (`قضية`, `القضية`), which a search must not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from pydantic import Field, model_validator

from nlp.fold import fold
from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language

# Letters that something may be taken off down to, and those of a known noun that may carry something.
_SHORTEST = 3
_SEATS = str.maketrans("ؤئ", "وي")


class Stems(LexiconFile):
    """The file: what is written onto words, and the broken plurals of nouns by their singular."""

    articles: tuple[str, ...]
    conjunction: str
    endings: tuple[str, ...]
    particles: tuple[str, ...]
    pronouns: tuple[str, ...]
    plurals: dict[str, tuple[str, ...]] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_form_once(self) -> Stems:
        forms = [form for singular, plurals in self.plurals.items() for form in (singular, *plurals)]
        twice = {form for form in forms if forms.count(form) > 1}
        if twice:
            raise ValueError(f"a form stands in two lines: {', '.join(sorted(twice))}")
        return self


@cache
def stems() -> Stems:
    """Load the file. Raises `pydantic.ValidationError` when it does not fit."""
    return read(Language.ARABIC, "stems", Stems)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the form that an Arabic word shares with its spellings and inflections; it is for comparing only.

    `word` is one word; it need not be folded.
    """
    bare = _bare(word)
    known = _known(bare)
    if known is not None:
        return known
    bare = _without_article(bare)
    while bare.startswith(stems().conjunction) and len(bare) > _SHORTEST:
        bare = bare[1:]
    bare = _without_hamza(bare)
    for ending in stems().endings:
        if bare.endswith(ending) and len(bare) - len(ending) >= (2 if ending == "ة" else _SHORTEST):
            bare = bare.removesuffix(ending)
    return bare


def _bare(word: str) -> str:
    """Fold a word, with the letter alone for a hamza on it, and a final `ه` as the `ة` it often is."""
    bare = fold(word).translate(_SEATS)
    return bare[:-1] + "ة" if bare.endswith("ه") and len(bare) >= _SHORTEST else bare


def _without_hamza(bare: str) -> str:
    """Take a final hamza off: with something behind it, it stands on another letter (`وزراء`, `وزراؤها`)."""
    return bare.removesuffix("ء") if len(bare) > _SHORTEST else bare


def _without_article(bare: str) -> str:
    """Take articles off, of `الالتزام` two: without its article the word looks as if it had one."""
    for article in stems().articles:
        if bare.startswith(article) and len(bare) - len(article) >= _SHORTEST - 1:
            return _without_article(bare[len(article) :])
    return bare


@cache
def _nouns() -> dict[str, str]:
    """Return the singular of each known noun by each of its forms."""
    forms = ((form, singular) for singular, plurals in stems().plurals.items() for form in (*plurals, singular))
    return {_without_hamza(_bare(form)): _without_hamza(_bare(singular)) for form, singular in forms}


def _known(bare: str) -> str | None:
    """Return the singular of a known noun, whatever is written onto it; null for any other word."""
    nouns = _nouns()
    found = nouns.get(_without_hamza(bare))
    if found is not None:
        return found
    prefixes = (*stems().articles, *stems().particles)
    bases = [bare[len(prefix) :] for prefix in prefixes if bare.startswith(prefix)]
    with_suffixes = (base for rest in (bare, *bases) for base in _without_suffix(rest))
    for base in (*bases, *with_suffixes):
        if len(base) >= _SHORTEST and (found := nouns.get(_without_hamza(base))) is not None:
            return found
    return None


def _without_suffix(word: str) -> Iterator[str]:
    """Give what is left of a word without a pronoun or an ending, with its last letter as it is at the end of a word:
    the hamza gone, the `ت` a `ة`."""
    for suffix in (*stems().pronouns, *stems().endings):
        # `_bare` has made a pronoun's final letter look like a feminine ending.
        if word.endswith(suffix) or (suffix == "ه" and word.endswith("ة")):
            rest = word[: len(word) - len(suffix)]
            yield rest
            if rest.endswith("ت"):
                yield rest[:-1] + "ة"
            elif rest.endswith(("او", "اي")):
                yield rest[:-1]
