"""What the repair of garbled text is worth: the garbled seeds with and without it (`make score`), and torn lines made
from held-out news (`--corpora`), where the truth is known."""

from __future__ import annotations

import json
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bench.score import GoldSet, measure, predict, table
from nlp.normalise.clean import clean
from nlp.normalise.losses import ends_of_words
from nlp.normalise.repair import is_garbled, repair
from nlp.types import Language

_TORN = re.compile(r"(?<=\w)[رز](?=ي)")


def main(
    gold: Annotated[Path, typer.Option(help="The folder of gold sets, with its score.py.")],
    seeds: Annotated[Path, typer.Option(help="The folder of the texts of the set 'seeds'.")],
    corpora: Annotated[Path | None, typer.Option(help="The folder of training corpora, for the torn lines.")] = None,
) -> None:
    """Print both measurements, as far as their data is there."""
    if corpora is not None:
        print(torn_lines(corpora))
        print(marked_words(corpora))
    if not (gold / "score.py").is_file() or not seeds.is_dir():
        print(f"No gold sets in {gold}: nothing to score. Name their folder with GOLD=.")
        return
    from nlp.analyse import Analyser

    rows = {}
    with tempfile.TemporaryDirectory() as name:
        garbled = _garbled(GoldSet("garbled", gold / "seeds", seeds), Path(name) / "gold")
        for heading, repairing in (("repaired", True), ("as it is", False)):
            folder = Path(name) / heading
            folder.mkdir()
            predict(Analyser(repairing=repairing), garbled, folder)
            rows[heading] = json.loads(measure(gold, garbled, folder, "--json"))
    print("the garbled texts of the seeds:")
    print(table(rows))


def _garbled(whole: GoldSet, folder: Path) -> GoldSet:
    """Return the part of a gold set whose texts are garbled, its records copied to `folder`."""
    folder.mkdir()
    for name in whole.documents():
        if is_garbled((whole.texts / f"{name}.txt").read_text(encoding="utf-8")):
            shutil.copyfile(whole.records / f"{name}.json", folder / f"{name}.json")
    return GoldSet(whole.name, folder, whole.texts)


def torn_lines(corpora: Path) -> str:
    """Tear half of the lines of held-out news that can be torn, and say how many the repair puts in order."""
    chance = random.Random(5)
    torn = repaired = right = whole = harmed = 0
    for paragraph in _held_out(corpora):
        truth = _lines(paragraph, chance.randint(70, 100))
        lines = [_tear(line, chance) if chance.random() < 0.5 and place else line for place, line in enumerate(truth)]
        given_text = "\n".join(lines)
        mended = repair(given_text, clean(given_text)).cleaned.text.split("\n")
        for before, given, after in zip(truth, lines, mended, strict=True):
            changed = after != clean(given).text
            if before == given:
                whole += 1
                harmed += changed
            else:
                torn += 1
                repaired += changed
                right += after == clean(before).text
    return (
        f"torn lines: {torn}; put in order: {repaired}, rightly: {right} ({right / max(1, repaired):.3f}); "
        f"whole lines: {whole}, harmed: {harmed}"
    )


def marked_words(corpora: Path) -> str:
    """Say how many words of held-out news, which lost nothing, are marked as having lost their end."""
    words = marked = 0
    for paragraph in _held_out(corpora):
        cleaned = clean(paragraph)
        words += len(cleaned.text.split())
        marked += len(ends_of_words(cleaned, set()))
    return f"words: {words}; marked as having lost their end: {marked}"


def _held_out(corpora: Path) -> Iterator[str]:
    from nlp.training.paragraphs import raw_paragraphs
    from nlp.training.word_pairs import is_held_out

    for index, paragraph in enumerate(raw_paragraphs(corpora, Language.ARABIC)):
        if is_held_out(index) and len(paragraph) > 400:
            yield paragraph


def _lines(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _tear(line: str, chance: random.Random) -> str:
    places = [match.end() for match in _TORN.finditer(line) if 5 < match.end() < len(line) - 5]
    if not places:
        return line
    place = chance.choice(places)
    return f"{line[place:]} {line[:place]}"


if __name__ == "__main__":
    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(main)
    command()
