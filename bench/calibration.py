"""Whether the confidence means what it says: stated confidence against the share of right records, in ten bins.

    python -m bench.calibration --gold ../shared/gold --seeds ../shared/seeds

Right is what the gold sets' scorer calls a full hit; the error is the mean distance of the two over the bins, each bin
counted by its records (Naeini et al., *Obtaining Well Calibrated Probabilities Using Bayesian Binning*, 2015).
"""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from bench.score import GoldSet, predict

BINS = 10


def main(
    gold: Annotated[Path, typer.Option(help="The folder of gold sets, with its score.py.")],
    seeds: Annotated[Path, typer.Option(help="The folder of the texts of the set 'seeds'.")],
) -> None:
    """Print a row for each bin over all sets together, and the error of each set and of all."""
    from nlp.analyse import Analyser

    analyser, scorer = Analyser(), _scorer(gold / "score.py")
    judged: dict[str, list[tuple[float, bool]]] = {}
    for name in ("seeds", "ar_dev", "en_dev"):
        gold_set = GoldSet(name, gold / name, seeds if name == "seeds" else gold / name)
        with tempfile.TemporaryDirectory() as folder:
            predict(analyser, gold_set, Path(folder))
            judged[name] = list(_judged(scorer, gold_set, Path(folder)))
    judged["all"] = [pair for pairs in judged.values() for pair in pairs]
    print(f"{'confidence':12} {'records':>7} {'stated':>7} {'right':>7}")
    for index, pairs in enumerate(_binned(judged["all"])):
        if pairs:
            stated, right = _means(pairs)
            print(f"{index / BINS:.1f} to {(index + 1) / BINS:.1f}   {len(pairs):7} {stated:7.2f} {right:7.2f}")
    for name, pairs in judged.items():
        print(f"error, {name:7} {error(pairs):.3f}")


def error(pairs: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error of (confidence, right) pairs, 0 to 1."""
    distance = 0.0
    for members in _binned(pairs):
        if members:
            stated, right = _means(members)
            distance += abs(stated - right) * len(members)
    return distance / max(1, len(pairs))


def _binned(pairs: list[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return bins


def _means(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    return sum(confidence for confidence, _ in pairs) / len(pairs), sum(right for _, right in pairs) / len(pairs)


def _judged(scorer: ModuleType, gold_set: GoldSet, folder: Path) -> Iterator[tuple[float, bool]]:
    for name in gold_set.documents():
        records = json.loads((gold_set.records / f"{name}.json").read_text(encoding="utf-8"))["records"]
        found = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["attributions"]
        pairs = {mine: (theirs, overlap) for theirs, mine, overlap in scorer.pair(records, found)}
        for index, record in enumerate(found):
            yield record["confidence"], index in pairs and _right(scorer, records, record, *pairs[index])


def _right(scorer: ModuleType, records: list[dict[str, object]], record: object, theirs: int, overlap: float) -> bool:
    gold = records[theirs]
    same = scorer.same_speaker(scorer.speaker_of(record), gold)
    level = isinstance(record, dict) and record["level"] == gold["level"]
    return bool(same and level and (overlap >= 0.5 or not gold["content"]))


def _scorer(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("gold_score", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


if __name__ == "__main__":
    typer.run(main)
