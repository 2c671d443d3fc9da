"""Articles of the corpora whose attributions were annotated for Isnad, by places alone: their words stay outside.

A line of `annotations/LANGUAGE.jsonl` is an article: its name (`nlp.training.articles`), the SHA-256 of its text, and
its attributions. Each has the places of its cue, and of source, via, content and speaker where there are any, as code
points of the text, end exclusive; its level; and its act where that is not `statement`. `speaker` is where the fullest
name or description of whoever is meant stands. A reporting word of the article without attribution reports nothing.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.training.articles import named_articles
from nlp.training.gold import GoldDocument, Record
from nlp.types import Act, Language, Type

_FOLDER = Path(__file__).parent / "annotations"
_FILES = {Language.ARABIC: "arabic.jsonl", Language.ENGLISH: "english.jsonl"}
# Of so many parts the last is held out, by the article's name: it stays on its side when others are added.
_PARTS = 8
_OPENING, _CLOSING = "\"'“”‘«„", "\"'“”’»"


def load_annotated(corpora: Path, language: Language, *, held_out: bool) -> Iterator[GoldDocument]:
    """Yield annotated articles in `language`, in the order of the corpora in the folder `corpora`: the eighth that is
    held out to stop training and to fit the confidence, or the rest.

    Raises `ValueError` where a text is not the one that was annotated, and where one is missing.
    """
    lines = (_FOLDER / _FILES[language]).read_text(encoding="utf-8").splitlines()
    wanted = {article["article"]: article for article in map(json.loads, lines)}
    for name, text in named_articles(corpora, language):
        if (article := wanted.pop(name, None)) is None:
            continue
        if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
            raise ValueError(f"{name} has another text than the one that was annotated")
        if held_out is (zlib.crc32(name.encode()) % _PARTS == _PARTS - 1):
            yield GoldDocument(name, text, _records(text, article["attributions"]))
    if wanted:
        raise ValueError(f"{len(wanted)} annotated articles are not in {corpora}, such as {next(iter(wanted))}")


def _records(text: str, entries: list[dict[str, Any]]) -> tuple[Record, ...]:
    records = [_record(text, entry) for entry in entries]
    mentions: dict[str | None, set[str]] = defaultdict(set)
    for record in records:
        mentions[record["speaker"]] |= {record["speaker"], *([record["source"]["text"]] if record["source"] else [])}
    return tuple({**record, "speaker_mentions": sorted(mentions[record["speaker"]] - {None})} for record in records)


def _record(text: str, entry: dict[str, Any]) -> Record:
    """Return an annotated attribution as a gold record."""
    content = [_span(text, piece) for piece in entry.get("content", ())]
    return {
        **{part: _span(text, entry[part]) if part in entry else None for part in ("cue", "source", "via")},
        "content": content,
        "speaker": text[slice(*entry["speaker"])] if "speaker" in entry else None,
        "level": entry["level"],
        "act": entry.get("act", Act.STATEMENT.value),
        "type": _type(text, entry["content"]).value if content else None,
    }


def _span(text: str, place: list[int]) -> Record:
    start, end = place
    return {"text": text[start:end], "start": start, "end": end}


def _type(text: str, pieces: list[list[int]]) -> Type:
    """Tell from the quotation marks around the pieces of a content, and in them, how it is quoted."""
    quoted = [text[:start].rstrip()[-1:] in _OPENING and text[end:].lstrip(" ,.،")[:1] in _CLOSING
              for start, end in pieces if start and end < len(text)]  # fmt: skip
    if quoted and all(quoted):
        return Type.DIRECT
    return Type.MIXED if any(quoted) or any(m in text[a:b] for a, b in pieces for m in '"“”«»') else Type.INDIRECT
