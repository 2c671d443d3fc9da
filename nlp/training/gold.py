"""Reading hand-made attribution records as frames, so that a stage can be taught and measured apart from detection.

What a gold record is, `docs/record.md` says. Nothing of a gold set enters the project but what is learnt from it.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.detect.frame import Frame, Piece
from nlp.normalise.text import WorkingText
from nlp.types import Act, Stance, Type

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document and its records, sorted by the place of their cues; offsets are into `text`."""

    name: str
    text: str
    records: tuple[Record, ...]


def load_gold(folder: Path, texts: Path | None = None) -> Iterator[GoldDocument]:
    """Yield the documents of a gold folder by name; `texts` is where their text lies when not beside the records."""
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        # As bytes: reading text would join the two code points of a Windows line break, and every place behind it.
        text = ((texts or folder) / f"{path.stem}.txt").read_bytes().decode()
        records = sorted(data["records"], key=lambda record: (record["cue"]["start"], record["cue"]["end"]))
        yield GoldDocument(path.stem, text, tuple(records))


def frames_of(document: GoldDocument, text: WorkingText) -> list[Frame]:
    """Turn the records of `document` into frames over its working copy `text`, one for each, in order.

    Gold records say nothing about a cue's dictionary form (left empty) nor its stance (neutral). A cue that names
    nobody is taken for agentless only where the text resolves it to nobody, since the detector knows such cues by form.
    """
    return [_frame(record, text) for record in document.records]


def _frame(record: Record, text: WorkingText) -> Frame:
    cue = _piece(record["cue"], text)
    paragraph, sentence = _place(text, cue.start)
    return Frame(
        cue=cue,
        lemma="",
        language=text.paragraphs[paragraph].language,
        act=Act(record["act"]),
        stance=Stance.NEUTRAL,
        type=Type(record["type"]) if record["type"] else None,
        source=_piece(record["source"], text) if record["source"] else None,
        via=_piece(record["via"], text) if record["via"] else None,
        content=tuple(_piece(piece, text) for piece in record["content"]),
        paragraph=paragraph,
        sentence=sentence,
        relays=False,
        agentless=record["source"] is None and record["speaker"] is None,
        probability=1.0,
    )


def _piece(span: Record, text: WorkingText) -> Piece:
    start = bisect_left(text.origin, span["start"])
    return Piece(start, max(start + 1, bisect_left(text.origin, span["end"])))


def _place(text: WorkingText, offset: int) -> tuple[int, int]:
    paragraph = max(0, bisect_left(text.paragraphs, offset + 1, key=lambda part: part.start) - 1)
    sentences = text.paragraphs[paragraph].sentences
    return paragraph, max(0, bisect_left(sentences, offset + 1, key=lambda part: part.start) - 1)
