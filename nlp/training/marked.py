"""Articles that were written for Isnad, to teach what the corpora lack, with their attributions marked in the text.

`{3s the mayor} {3c said} {3 the bridge would open}` marks the parts of attribution 3 of its article: `s` is the source,
`c` the cue, `v` via, no letter a piece of the content. Marks may stand inside others, as attributions do. An article
ends at a line `---`; its marks are complete: a reporting word without a mark reports nothing there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from nlp.training.gold import GoldDocument, Record
from nlp.types import Language

_FOLDER = Path(__file__).parent / "written"
_FILES = {Language.ARABIC: "arabic.txt", Language.ENGLISH: "english.txt"}
_MARK = re.compile(r"\{(?P<number>\d+)(?P<part>[scv]?) |(?P<end>\})")
_PARTS = {"s": "source", "c": "cue", "v": "via", "": "content"}
_BETWEEN = re.compile(r"^---\n", re.MULTILINE)


def load_written(language: Language) -> Iterator[GoldDocument]:
    """Yield the articles written in `language`. Raises `ValueError` for marks that do not fit together."""
    path = _FOLDER / _FILES[language]
    for number, article in enumerate(_BETWEEN.split(path.read_text(encoding="utf-8")), 1):
        try:
            yield read_marked(f"{path.stem}-{number}", article)
        except ValueError as error:
            raise ValueError(f"{path.name}, article {number}: {error}") from None


def read_marked(name: str, article: str) -> GoldDocument:
    """Take the marks out of an article and return them as its records, in the order of their cues."""
    text, position = "", 0
    opened: list[tuple[int, str, int]] = []
    parts: dict[int, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for mark in _MARK.finditer(article):
        text += article[position : mark.start()]
        position = mark.end()
        if not mark["end"]:
            opened.append((int(mark["number"]), _PARTS[mark["part"]], len(text)))
            continue
        if not opened:
            raise ValueError(f"a mark ends that never began, after {text[-40:]!r}")
        number, part, start = opened.pop()
        parts[number][part].append({"text": text[start:], "start": start, "end": len(text)})
    if opened:
        raise ValueError(f"mark {opened[-1][0]} never ends")
    text += article[position:]
    records = [_record(number, found) for number, found in parts.items()]
    return GoldDocument(name, text, tuple(sorted(records, key=lambda record: record["cue"]["start"])))


def _record(number: int, parts: dict[str, list[Record]]) -> Record:
    for part in ("cue", "source", "via"):
        if len(parts[part]) > 1:
            raise ValueError(f"attribution {number} has {part} twice: {[span['text'] for span in parts[part]]}")
    if not parts["cue"]:
        raise ValueError(f"attribution {number} has no cue: {dict(parts)}")
    return {
        "cue": parts["cue"][0],
        "source": next(iter(parts["source"]), None),
        "via": next(iter(parts["via"]), None),
        "content": sorted(parts["content"], key=lambda piece: int(piece["start"])),
        "act": "statement",
        "type": "indirect",
        "speaker": None,
    }
