"""Measure the sourcing level against gold records, given the gold source and speaker.

    python -m bench.measure_sourcing GOLD_FOLDER [--texts FOLDER] [--names] [--show]

GOLD_FOLDER holds `X.json` beside `X.txt` (or the texts in the folder of `--texts`).
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlp.annotate.entities import Name, find_names
from nlp.attribute.sourcing import SourcingReading, read_sourcing
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.detect.frame import Piece
from nlp.fold import STRETCH
from nlp.normalise.prepare import prepare
from nlp.normalise.text import WorkingText
from nlp.types import Language, SpeakerKind


def main() -> None:
    """Print how often the level read agrees with the gold level, and where it does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--language", type=Language, default=Language.ARABIC)
    parser.add_argument("--names", action="store_true", help="read with the names that the entity tagger finds")
    parser.add_argument("--show", action="store_true", help="list the records that are wrong")
    arguments = parser.parse_args()
    table: Counter[tuple[str, str]] = Counter()
    lost = 0
    for path in sorted(arguments.gold.glob("*.json")):
        if path.name.endswith(".raw.json"):
            continue
        name = path.name.removesuffix(".json").removesuffix(".txt") + ".txt"
        original = ((arguments.texts or arguments.gold) / name).read_text(encoding="utf-8")
        text = prepare(original, arguments.language)
        names = find_names(text) if arguments.names else []
        for record in json.loads(path.read_text(encoding="utf-8"))["records"]:
            reading = _read(text, record, names, arguments.language)
            table[record["level"], reading.level.value] += 1
            lost += bool(record["speaker"]) and not reading.evidence
            if arguments.show and record["level"] != reading.level:
                print(f"{record['level']:10}{reading.level:10}{reading.detail:20}{record['speaker']!r}  {name}")
    total = sum(table.values())
    right = sum(n for (gold, got), n in table.items() if gold == got)
    for (gold, got), n in sorted(table.items()):
        print(f"gold {gold:10} read {got:10} {n:5}")
    print(f"level accuracy {right / total:.4f} of {total}; {lost} speakers not found in the working copy")


def _read(text: WorkingText, record: dict[str, Any], names: list[Name], language: Language) -> SourcingReading:
    near = bisect_left(text.origin, record["cue"]["start"])
    source = _find(text.working, record["source"]["text"], near) if record["source"] else None
    fullest = _find(text.working, record["speaker"], near) if record["speaker"] else None
    speaker = None
    if fullest is not None:
        mentions = (_find(text.working, mention, near) for mention in record["speaker_mentions"])
        speaker = ResolvedSpeaker(
            record["speaker"], fullest, SpeakerKind.PERSON, tuple(piece for piece in mentions if piece is not None)
        )
    sentence = next(
        (s for p in text.paragraphs if p.end > near for s in p.sentences if s.start <= near < s.end),
        None,
    )
    context = Piece(sentence.start, sentence.end) if sentence else None
    return read_sourcing(text, source, speaker, names, language, context)


def _find(working: str, string: str, near: int) -> Piece | None:
    """Return the occurrence of `string` nearest to `near`; white space and marks are ignored, whole words preferred."""
    haystack, offsets = _squeezed(working)
    needle, _ = _squeezed(string)
    found = []
    at = haystack.find(needle)
    while at >= 0 and needle:
        found.append(Piece(offsets[at], offsets[at + len(needle) - 1] + 1))
        at = haystack.find(needle, at + 1)

    def distance(piece: Piece) -> tuple[bool, int]:
        whole = (
            not working[piece.start - 1 : piece.start].isalnum() and not working[piece.end : piece.end + 1].isalnum()
        )
        return not whole, abs(piece.start - near)

    return min(found, key=distance, default=None)


@lru_cache(maxsize=4)
def _squeezed(text: str) -> tuple[str, list[int]]:
    offsets = [
        i
        for i, c in enumerate(text)
        if not c.isspace() and c != STRETCH and unicodedata.category(c) not in ("Mn", "Cf")
    ]
    return "".join(text[i] for i in offsets), offsets


if __name__ == "__main__":
    main()
