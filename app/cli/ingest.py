"""`isnad ingest`: articles into the database, each analysed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.articles import Found, articles_in, count, files_in
from app.cli.database import opened
from app.cli.failure import ExitCode, InputRefused, tell
from app.cli.progress import progress
from nlp.errors import RefusedText
from nlp.types import Language

if TYPE_CHECKING:
    from app.db import Database


@dataclass
class Tally:
    """What became of the articles."""

    added: int = 0
    known: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return f"{self.added} added, {self.known} known already, {self.refused} refused"


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Text files in UTF-8; .jsonl files; folders of both.",
        ),
    ],
    language: Annotated[
        Language | None, typer.Option(help="The language of every article that does not say its own.")
    ] = None,
) -> None:
    """Analyse articles into the database, each text once.

    Each line of a .jsonl file is one article as it is posted to the API: a JSON object with text, and if known title,
    publisher, url, published_at, language.

    The database is the one that DATABASE_URL names, by default the SQLite file data/isnad.sqlite3. A text that is
    there already is left alone, so an interrupted run can simply be started again.
    """
    files = files_in(paths)
    with opened() as database:
        tally = ingest_all(database, articles_in(files, language), count(files))
    tell(f"{tally}")
    if tally.refused:
        raise typer.Exit(ExitCode.INPUT_REFUSED)


def ingest_all(database: Database, found: Iterable[Found], total: int) -> Tally:
    """Analyse and store what was found, with a progress bar; each refusal is told in a line."""
    from app.jobs.analyse import Analysis

    analysis = Analysis(database)
    tally = Tally()
    for one in progress(found, total, "Analysing"):
        try:
            if isinstance(one.article, InputRefused):
                raise one.article
            stored = analysis.ingest(one.article)
        except InputRefused as refusal:
            tell(refusal.message)
            tally.refused += 1
        except RefusedText as refusal:
            tell(f"{one.place}: {refusal}")
            tally.refused += 1
        else:
            tally.added += stored.new
            tally.known += not stored.new
    return tally
