"""How right the engine is on what was held out of its training (`python -m bench.held_out --gold --corpora`).

A tenth of the Arabic gold and an eighth of the annotated articles in either language. These stopped the training and
fitted the confidence, so they are not blind; but they are ten times as many records as the sets of `make score`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bench.score import GoldSet, measure, predict, table
from nlp.analyse import Analyser
from nlp.training.confidence import held_out
from nlp.training.gold import GoldDocument


def main(
    gold: Annotated[Path, typer.Option(help="The folder of gold sets, with its score.py.")],
    corpora: Annotated[Path, typer.Option(help="The folder of training corpora.")],
) -> None:
    """Print the table of `make score` for the three sets."""
    analyser = Analyser()
    rows = {}
    for name, documents in held_out(corpora, gold).items():
        with tempfile.TemporaryDirectory() as records, tempfile.TemporaryDirectory() as predicted:
            _write(documents, Path(records))
            gold_set = GoldSet(name, Path(records), Path(records))
            predict(analyser, gold_set, Path(predicted))
            rows[name] = json.loads(measure(gold, gold_set, Path(predicted), "--json"))
    print(table(rows))


def _write(documents: Iterable[GoldDocument], folder: Path) -> None:
    """Write each text and its records as the files of a gold set."""
    for document in documents:
        name = document.name.replace("/", "_")
        (folder / f"{name}.txt").write_bytes(document.text.encode())
        records = [{"id": number, "parent": None} | record for number, record in enumerate(document.records)]
        (folder / f"{name}.json").write_text(json.dumps({"records": records}), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
