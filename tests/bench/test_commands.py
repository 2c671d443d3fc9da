"""`make score` and `make bench` as they are run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.score import COLUMNS, GoldSet, predict, table
from bench.speed import StageClock
from nlp.analyse import Analyser
from nlp.types import DocumentRecord


def run(*arguments: object) -> str:
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def test_without_gold_sets_there_is_nothing_to_score(tmp_path: Path) -> None:
    assert run("bench.score", "--gold", tmp_path, "--seeds", tmp_path).startswith(f"No gold sets in {tmp_path}")


def test_predictions_are_written_for_every_gold_document(tmp_path: Path) -> None:
    text = "The mayor said on Monday that the bridge would open in spring."
    gold_set = GoldSet("own", tmp_path / "gold", tmp_path / "gold")
    gold_set.records.mkdir()
    for name in ("a.json", "b.json", "b.raw.json"):
        (gold_set.records / name).write_text(json.dumps({"records": []}))
    (gold_set.texts / "a.txt").write_text(text)
    (gold_set.texts / "b.txt").write_text("")
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    predict(Analyser(), gold_set, predicted)
    record = DocumentRecord.model_validate_json((predicted / "a.json").read_bytes())
    assert record.document.text_length == len(text)
    assert json.loads((predicted / "b.json").read_text()) == {"attributions": []}


def test_the_table_has_a_line_for_each_set() -> None:
    figures = dict.fromkeys(COLUMNS.values(), 0.5) | {"documents": 3, "gold_records": 12}
    heading, line = table({"ar_dev": figures}).splitlines()
    assert heading.split()[0] == "set"
    assert line.split() == ["ar_dev", "3", "12", *["0.500"] * 8]
    assert len(heading) == len(line)


def test_a_stage_is_given_the_time_until_the_next_begins() -> None:
    clock = StageClock()
    for stage in ("first", "second", "first", None, None):
        clock.begin(stage)
    assert list(clock.seconds) == ["first", "second"]
    assert all(seconds >= 0 for seconds in clock.seconds.values())


def test_the_speed_of_every_stage_is_measured() -> None:
    printed = run("bench.speed", "--count", 1)
    for line in ("loading", "end to end, ar", "end to end, en", "end to end, both", "  detect", "peak memory"):
        assert f"\n{line}" in f"\n{printed}"
