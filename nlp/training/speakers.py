"""Measuring speaker resolution against gold frames: `python -m nlp.training.speakers GOLD --scorer score.py`."""

from __future__ import annotations

import argparse
import importlib.util
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nlp.annotate.entities import find_names
from nlp.attribute.resolve import resolve_speakers
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.fold import fold
from nlp.normalise.prepare import prepare
from nlp.training.gold import GoldDocument, Record, frames_of, load_gold

SameSpeaker = Callable[[str | None, Record], bool]
Pair = tuple[Record, ResolvedSpeaker | None]


def main() -> None:
    """Print the share of gold frames with the right speaker: by the scorer's rule (any mention counts), by the fullest
    mention alone, and B³ over the frames of a document (Bagga and Baldwin 1998)."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the gold sets' score.py")
    parser.add_argument("--texts", type=Path, help="folder of the texts, when not beside the records")
    parser.add_argument("--fold", choices=("held-out", "rest"), help="only a fifth of the documents, or the others")
    parser.add_argument("--names", action="store_true", help="use the entity tagger's names, as analysis does")
    parser.add_argument("--show", action="store_true", help="list what was got wrong")
    options = parser.parse_args()
    same = _same_speaker(options.scorer)
    tally: Counter[str] = Counter()
    for document in load_gold(options.gold, options.texts):
        held_out = zlib.crc32(document.name.encode()) % 5 == 0
        if options.fold and held_out != (options.fold == "held-out"):
            continue
        pairs = list(_resolved(document, options.names))
        _count(pairs, same, tally)
        if options.show:
            sys.stdout.writelines(f"{line}\n" for line in _wrong(document, pairs, same))
    sys.stdout.writelines(f"{line}\n" for line in _figures(tally))


def _same_speaker(path: Path) -> SameSpeaker:
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"not a Python file: {path}")
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rule: SameSpeaker = module.same_speaker
    return rule


def _resolved(document: GoldDocument, tagged: bool) -> Iterator[Pair]:
    text = prepare(document.text)
    frames = frames_of(document, text)
    names = find_names(text) if tagged else []
    speakers = (one.speaker for one in resolve_speakers(text, frames, names))
    yield from zip(document.records, speakers, strict=True)


def _count(pairs: list[Pair], same: SameSpeaker, tally: Counter[str]) -> None:
    for record, speaker in pairs:
        name = speaker.name if speaker else None
        right = same(name, record)
        kind = "explicit" if record["source"] else "implicit" if record["speaker"] else "nobody"
        for group in ("all", kind, *(["required"] if record["act"] in ("statement", "no_comment") else [])):
            tally[f"{group} total"] += 1
            tally[f"{group} right"] += right
        if record["speaker"]:
            tally["fullest total"] += 1
            alone = {"speaker": record["speaker"], "speaker_mentions": []}
            tally["fullest right"] += same(name, alone)
            tally["exact total"] += 1
            tally["exact right"] += _plain(name or "") == _plain(record["speaker"])
    for record, speaker in pairs:
        ours = {i for i, (_, other) in enumerate(pairs) if other is speaker and speaker is not None}
        theirs = {i for i, (other, _) in enumerate(pairs) if other["speaker"] == record["speaker"]}
        if speaker is not None and record["speaker"]:
            tally["b3 precision"] += len(ours & theirs) * 10000 // len(ours)
            tally["b3 recall"] += len(ours & theirs) * 10000 // len(theirs)
            tally["b3 total"] += 1


def _plain(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())


def _wrong(document: GoldDocument, pairs: list[Pair], same: SameSpeaker) -> Iterator[str]:
    for record, speaker in pairs:
        name = speaker.name if speaker else None
        if not same(name, record):
            cue = record["cue"]
            before = " ".join(document.text[max(0, cue["start"] - 120) : cue["start"]].split())
            source = record["source"]["text"] if record["source"] else None
            place = f"{document.name}#{record['id']} in {record['parent']}"
            yield f"{place} | {source} | gold {record['speaker']} | ours {name} | {before} [{cue['text']}]"


def _figures(tally: Counter[str]) -> Iterator[str]:
    for group in ("all", "required", "explicit", "implicit", "nobody", "fullest", "exact"):
        total = tally[f"{group} total"]
        if total:
            yield f"{group:10} {tally[f'{group} right'] / total:.3f} of {total}"
    if tally["b3 total"]:
        precision, recall = (tally[f"b3 {side}"] / tally["b3 total"] / 10000 for side in ("precision", "recall"))
        both = 2 * precision * recall / (precision + recall)
        yield f"B3         precision {precision:.3f} recall {recall:.3f} F1 {both:.3f}"


if __name__ == "__main__":
    main()
