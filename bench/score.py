"""How right the engine is: its records against the gold sets, in one table (`make score`).

The gold sets are not part of the project; their folder's own `score.py` does the measuring, and its `GUIDELINES.md`
says what each figure means. `--show` adds what that script says about each record missed, spurious or partly right.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from tqdm import tqdm

from nlp.errors import RefusedText
from nlp.types import Article

if TYPE_CHECKING:
    from nlp.analyse import Analyser


@dataclass(frozen=True)
class GoldSet:
    """Gold records (`records/X.json`) and the texts that they belong to (`texts/X.txt`)."""

    name: str
    records: Path
    texts: Path

    def documents(self) -> list[str]:
        """Return the names of the documents, sorted."""
        return sorted(path.stem for path in self.records.glob("*.json") if not path.name.endswith(".raw.json"))


# What each column of the table shows: heading, key in the figures that `score.py` prints.
COLUMNS = {
    "documents": "documents",
    "gold": "gold_records",
    "predicted": "predicted_records",
    "det. P": "detection_precision",
    "det. R": "detection_recall",
    "det. F1": "detection_f1",
    "content F1": "content_f1",
    "speaker": "speaker_accuracy",
    "level": "level_accuracy",
    "record F1": "record_f1",
}


def main(
    gold: Annotated[Path, typer.Option(help="The folder of gold sets, with its score.py.")],
    seeds: Annotated[Path, typer.Option(help="The folder of the texts of the set 'seeds'.")],
    show: Annotated[bool, typer.Option("--show", help="List what was missed, spurious or only partly right.")] = False,
) -> None:
    """Analyse every gold set that is there and print one table of figures."""
    if not (gold / "score.py").is_file():
        print(f"No gold sets in {gold}: nothing to score. Name their folder with GOLD=.")
        raise typer.Exit
    sets = [
        GoldSet("seeds", gold / "seeds", seeds),
        GoldSet("ar_dev", gold / "ar_dev", gold / "ar_dev"),
        GoldSet("en_dev", gold / "en_dev", gold / "en_dev"),
    ]
    # Imported here: PyTorch takes seconds, and where there is nothing to score nobody should wait for it.
    from nlp.analyse import Analyser

    analyser = Analyser()
    rows = {}
    for gold_set in sets:
        if not (gold_set.records.is_dir() and gold_set.texts.is_dir()):
            print(f"{gold_set.name}: left out, {gold_set.records} or {gold_set.texts} is not there")
            continue
        with tempfile.TemporaryDirectory() as folder:
            predict(analyser, gold_set, Path(folder))
            if show:
                print(measure(gold, gold_set, Path(folder), "--show"))
            rows[gold_set.name] = json.loads(measure(gold, gold_set, Path(folder), "--json"))
    print(table(rows))


def predict(analyser: Analyser, gold_set: GoldSet, folder: Path) -> None:
    """Write the engine's record of each document of the set to `folder/X.json`; a refused text counts as no records."""
    for name in tqdm(gold_set.documents(), desc=gold_set.name, unit="document", leave=False):
        text = (gold_set.texts / f"{name}.txt").read_bytes().decode("utf-8")
        try:
            found = analyser.analyse(Article(text=text)).model_dump_json()
        except RefusedText as refusal:
            tqdm.write(f"{gold_set.name}/{name}: refused ({refusal})", file=sys.stderr)
            found = json.dumps({"attributions": []})
        (folder / f"{name}.json").write_text(found, encoding="utf-8")


def measure(gold: Path, gold_set: GoldSet, folder: Path, option: str) -> str:
    """Run the gold folder's `score.py` over the predictions in `folder` and return what it prints."""
    command = [sys.executable, str(gold / "score.py"), str(gold_set.records), str(folder), option]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def table(rows: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a table of fixed-width columns, one line for each set."""
    lines = ["  ".join(["set".ljust(8), *COLUMNS])]
    for name, figures in rows.items():
        cells = [name.ljust(8)]
        for heading, key in COLUMNS.items():
            value = figures[key]
            cells.append((f"{value:.3f}" if isinstance(value, float) else str(value)).rjust(len(heading)))
        lines.append("  ".join(cells))
    return "\n".join(lines)


if __name__ == "__main__":
    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(main)
    command()
