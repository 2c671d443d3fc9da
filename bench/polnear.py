"""How well the English attribution tagger meets PolNeAR's development set, exact spans
(`python -m bench.polnear FOLDER`).

PolNeAR's edges are brought to ours first (`nlp.training.polnear`: no complementiser, no outer marks), on both sides. It
annotates no attribution inside another, so neither are ours counted there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from nlp.attribute.parent import parents
from nlp.detect.reader import find_frames
from nlp.normalise.prepare import prepare
from nlp.training.gold import GoldDocument
from nlp.training.polnear import load_polnear
from nlp.types import Language

Spot = tuple[str, int, int]
ROLES = ("source", "cue", "content")


def main(polnear: Annotated[Path, typer.Argument(help="PolNeAR's folder dev/, with text/ and attributions/.")]) -> None:
    """Print precision, recall and F1 of exact spans for source, cue and content."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in tqdm(list(load_polnear(polnear)), unit="document"):
        gold, found = set(_gold(document)), set(_found(document))
        for role in ROLES:
            here = {spot for spot in found if spot[0] == role}
            there = {spot for spot in gold if spot[0] == role}
            counts.update({(role, "found"): len(here), (role, "gold"): len(there), (role, "hit"): len(here & there)})
    print(f"{'':8} {'P':>6} {'R':>6} {'F1':>6}")
    for role in ROLES:
        hit, mine, theirs = counts[role, "hit"], counts[role, "found"], counts[role, "gold"]
        precision, recall = hit / max(1, mine), hit / max(1, theirs)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{role:8} {precision:6.3f} {recall:6.3f} {f1:6.3f}")


def _gold(document: GoldDocument) -> Iterator[Spot]:
    for record in document.records:
        yield "cue", record["cue"]["start"], record["cue"]["end"]
        if record["source"]:
            yield "source", record["source"]["start"], record["source"]["end"]
        for piece in record["content"]:
            yield "content", piece["start"], piece["end"]


def _found(document: GoldDocument) -> Iterator[Spot]:
    text = prepare(document.text, Language.ENGLISH)
    frames = find_frames(text)
    for frame, parent in zip(frames, parents(frames), strict=True):
        if parent is not None:
            continue
        yield "cue", *text.to_original(frame.cue.start, frame.cue.end)
        if frame.source is not None:
            yield "source", *text.to_original(frame.source.start, frame.source.end)
        for piece in frame.content:
            yield "content", *text.to_original(piece.start, piece.end)


if __name__ == "__main__":
    typer.run(main)
