"""`isnad extract`: records from text files, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import ExitCode, InputRefused, UsageFailure, tell
from app.cli.progress import progress
from app.cli.read import read_text
from app.cli.write import folder_for_output, writing
from nlp.errors import RefusedText
from nlp.types import Article, DocumentRecord, Language

if TYPE_CHECKING:
    from app.jobs.analyse import Engine


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Text files in UTF-8, one article each.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Write DIR/<file name>.json for each FILE, made if missing."
        ),
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="The language of every FILE. By default it is found for each.")
    ] = None,
) -> None:
    """Find who said what in text files, one JSON record each.

    The record of a single FILE is printed unless --output is given; several need --output. Offsets count the code
    points of the file decoded as UTF-8.

    Example: isnad extract articles/*.txt --output records
    """
    from app.jobs.analyse import load_engine

    targets = _targets(files, output)
    engine: Engine | None = None
    refused = 0
    for path in progress(files, len(files), "Analysing") if len(files) > 1 else files:
        try:
            article = Article(text=read_text(path), language=language)
            engine = engine or load_engine()
            record = engine.analyse(article)
        except InputRefused as refusal:
            tell(refusal.message)
            refused += 1
        except RefusedText as refusal:
            tell(f"{path}: {refusal}")
            refused += 1
        else:
            _deliver(record, targets.get(path))
    if refused:
        raise typer.Exit(ExitCode.INPUT_REFUSED)


def _deliver(record: DocumentRecord, target: Path | None) -> None:
    json = record.model_dump_json(indent=2).encode() + b"\n"
    if target is None:
        typer.echo(json, nl=False)
    else:
        with writing(target) as file:
            file.write(json)


def _targets(files: list[Path], output: Path | None) -> dict[Path, Path]:
    """Return where the record of each file goes, empty for standard output. No two may go to the same place."""
    if output is None:
        if len(files) > 1:
            raise UsageFailure("several files need --output DIR")
        return {}
    targets: dict[Path, Path] = {}
    taken: dict[Path, Path] = {}
    for path in files:
        target = output / f"{path.name}.json"
        other = taken.setdefault(target, path)
        if other != path:
            raise UsageFailure(f"{other} and {path} would both be written to {target}")
        targets[path] = target
    folder_for_output(output)
    return targets
