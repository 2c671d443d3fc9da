"""Ways to change a text that must leave its record alike: how it is written, who is named, where a clause stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Wanted = str | dict[str, str | dict[str, str]]
_MARK_KINDS = {"guillemets": "«»", "curly": "“”", "straight": '""'}
_MARKS = re.compile(r"[«“](?P<a>[^»”]*)[»”]|\"(?P<b>[^\"]*)\"|‘(?P<c>[^’]*)’(?!\w)")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_JOINING = "بتثجحخسشصضطظعغفقكلمنهي"
_STRETCHABLE = re.compile(rf"(?<=\w[{_JOINING}])(?=\w)")


@dataclass(frozen=True)
class Variation:
    """A changed text. `words` are the words put in the place of others, in the text and so in its record too;
    `moved` is true where the order of the text has changed."""

    name: str
    text: str
    words: dict[str, str] = field(default_factory=dict)
    moved: bool = False

    def reworded(self, part: str) -> str:
        """What a part of the first text's record must be in this text's record."""
        return replaced(part, self.words)


def variations(text: str, wanted: Sequence[Wanted]) -> Iterator[Variation]:
    """Yield the variations of `text` that a case asks for; raises ValueError for one that changes nothing."""
    for item in wanted:
        for variation in _named(text, item) if isinstance(item, str) else _given(text, item):
            if variation.text == text:
                raise ValueError(f"{variation.name} changes nothing in: {text}")
            yield variation


def replaced(text: str, words: dict[str, str]) -> str:
    """Put words in the place of others, whole words only, the longest first, each place once."""
    if not words:
        return text
    known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda match: words[match.group()], text)


def _named(text: str, name: str) -> Iterator[Variation]:
    if name == "quotation_marks":
        for kind, marks in _MARK_KINDS.items():
            varied = _MARKS.sub(lambda m, pair=marks: pair[0] + _inner(m) + pair[1], text)  # type: ignore[misc]
            if varied != text:
                yield Variation(f"quotation marks, {kind}", varied)
        return
    yield Variation(name.replace("_", " "), _WAYS[name](text))


def _inner(match: re.Match[str]) -> str:
    return next(inner for inner in match.groups() if inner is not None)


def _given(text: str, item: dict[str, str | dict[str, str]]) -> Iterator[Variation]:
    for name, value in item.items():
        if isinstance(value, str):
            yield Variation(name, value, moved=True)
        else:
            missing = [word for word in value if replaced(text, {word: ""}) == text]
            if missing:
                raise ValueError(f"{name}: not in the text: {missing}")
            yield Variation(name, replaced(text, value), value)


def _vowel_marks(text: str) -> str:
    vowelled = yaml.safe_load(Path(__file__).with_name("vowel_marks.yml").read_text(encoding="utf-8"))
    return replaced(text, vowelled)


def _stretch_marks(text: str) -> str:
    """Stretch each word of five letters or more once, where two of its letters join."""
    return re.sub(r"\w{5,}", lambda word: _STRETCHABLE.sub("ـــ", word.group(), count=1), text)


def _eastern_digits(text: str) -> str:
    return text.translate(_EASTERN)


_WAYS: dict[str, Callable[[str], str]] = {
    "vowel_marks": _vowel_marks,
    "stretch_marks": _stretch_marks,
    "eastern_digits": _eastern_digits,
}
