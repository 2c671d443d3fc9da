"""Reading PolNeAR (Newell et al., *An Attribution Relations Corpus for Political News*, LREC 2018) as gold records.

PolNeAR counts the complementiser, the quotation marks and a closing comma into the content and annotates no relation
inside another's content; the records made here follow our own edges (`docs/record.md`), and the contents are given as
places where an unmarked reporting word means nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from nlp.training.gold import GoldDocument, Record

_EDGE = "\"'“”‘’«»`,;: \t\n"
_SPAN = re.compile(r"(?P<key>T\d+)\t[\w-]+ (?P<places>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_RELATION = re.compile(r"E\d+\t(?P<arguments>.+)")
_COMPLEMENTISER = re.compile(r"that\b[\s,]*", re.IGNORECASE)


def load_polnear(folder: Path) -> Iterator[GoldDocument]:
    """Yield the documents of `folder` (with `text/` and `attributions/`, brat stand-off) by name."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        notes = folder / "attributions" / f"{path.stem}.ann"
        if not notes.exists():
            notes = next((folder / "attributions").glob(f"{path.stem}*"))
        records = sorted(
            _records(notes.read_text(encoding="utf-8"), text), key=lambda r: (r["cue"]["start"], r["cue"]["end"])
        )
        yield GoldDocument(path.stem, text, tuple(records))


def _records(notes: str, text: str) -> Iterator[Record]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in notes.splitlines():
        # A note's text may hold a line break, so not every line begins one.
        if match := _SPAN.match(line):
            places = (place.split() for place in match["places"].split(";"))
            spans[match["key"]] = [(int(start), int(end)) for start, end in places]
        elif match := _RELATION.match(line):
            yield from _record(match["arguments"], spans, text)


def _record(event: str, spans: dict[str, list[tuple[int, int]]], text: str) -> Iterator[Record]:
    parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for argument in event.split():
        role, key = argument.split(":")
        parts[role.rstrip("0123456789")].extend(spans.get(key, ()))
    if not parts["Cue"]:
        return
    content = [trimmed for piece in sorted(parts["Content"]) if (trimmed := _trim(text, *piece))]
    yield {
        "cue": _span(text, *min(parts["Cue"])),
        "source": _span(text, *min(parts["Source"])) if parts["Source"] else None,
        "content": [_span(text, *piece) for piece in content],
        "via": None,
        "act": "statement",
        "type": "indirect",
        "speaker": None,
    }


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGE:
        start += 1
    if match := _COMPLEMENTISER.match(text, start, end):
        start = match.end()
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None


def _span(text: str, start: int, end: int) -> Record:
    return {"text": text[start:end], "start": start, "end": end}
