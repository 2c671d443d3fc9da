"""How right linking is: the pairs of names in `tests/nlp/link/pairs.yml`, precision and recall in one table.

`--show` lists the pairs that came out wrong in the part that may be tuned on; those of the held-out part are only
counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml
from pydantic import TypeAdapter

from nlp.link.speaker import Known, Verdict, compare, read_speaker
from nlp.types import SpeakerKind

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "nlp" / "link" / "pairs.yml"
HELD_OUT = "held_out"

_FILE = TypeAdapter(dict[str, dict[SpeakerKind, dict[Verdict, list[tuple[str, str]]]]])


@dataclass(frozen=True)
class Pair:
    """Two names as two documents give them, and whether they are one speaker."""

    part: str
    kind: SpeakerKind
    names: tuple[str, str]
    same: bool

    def joined(self) -> bool:
        """Tell whether linking joins them."""
        first, second = (known(name, self.kind) for name in self.names)
        return bool(first.keys & second.keys) and compare(first, second) is Verdict.SAME


def known(name: str, kind: SpeakerKind) -> Known:
    """Read a name of the list: behind a bar stands the role."""
    description, _, role = name.partition(" | ")
    return read_speaker(description, kind, role or None)


def pairs() -> Iterator[Pair]:
    """Give the pairs of the list."""
    for part, kinds in _FILE.validate_python(yaml.safe_load(PAIRS.read_text(encoding="utf-8"))).items():
        for kind, verdicts in kinds.items():
            for verdict, rows in verdicts.items():
                yield from (Pair(part, kind, names, verdict is Verdict.SAME) for names in rows)


def table(counted: Counter[tuple[str, bool, bool]]) -> str:
    """Return a table with a line for each part: how many pairs, and what linking made of them."""
    lines = ["part      same  different  joined  wrongly  precision  recall"]
    for part in dict.fromkeys(part for part, _, _ in counted):
        right, wrong, missed = (counted[part, *one] for one in ((True, True), (False, True), (True, False)))
        same, different = right + missed, wrong + counted[part, False, False]
        figures = f"{right / max(right + wrong, 1):9.3f}  {right / max(same, 1):6.3f}"
        lines.append(f"{part:8}  {same:4}  {different:9}  {right + wrong:6}  {wrong:7}  {figures}")
    return "\n".join(lines)


def main(
    show: Annotated[bool, typer.Option("--show", help="List the tuned pairs that came out wrong.")] = False,
) -> None:
    """Compare each pair and print the table."""
    counted: Counter[tuple[str, bool, bool]] = Counter()
    for pair in pairs():
        joined = pair.joined()
        counted[pair.part, pair.same, joined] += 1
        if show and joined != pair.same and pair.part != HELD_OUT:
            print("joined" if joined else "apart ", pair.kind.value, *pair.names, sep=" | ")
    print(table(counted))


if __name__ == "__main__":
    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(main)
    command()
