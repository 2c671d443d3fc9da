"""`isnad ingest`: documents into the database, each analysed once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.database import opened
from app.cli.failure import ExitCode, tell
from app.cli.progress import bar
from nlp.types import Language

if TYPE_CHECKING:
    from app.db import Database
    from app.ingest.items import Item
    from app.jobs.take import Taken


@dataclass
class Tally:
    """What became of the articles."""

    added: int = 0
    known: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return f"{self.added} added, {self.known} known already, {self.refused} refused"


def ingest(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH_OR_URL",
            help="Addresses of pages, PDFs and feeds; files (.html, .pdf, .txt, .jsonl, .csv, .warc); folders of them.",
        ),
    ],
    language: Annotated[
        Language | None, typer.Option(help="The language of every article that does not say its own.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Read again what was read at these places before.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again everything that could not be read so far.")] = False,
) -> None:
    """Analyse documents into the database, each text once.

    Pages and PDFs are reduced to their article; their bytes are kept beside it. Each line of a .jsonl file and each
    row of a .csv file is one article as it is posted to the API: text, and if known title, publisher, url,
    published_at, language.

    The database is the one that DATABASE_URL names, by default the SQLite file data/isnad.sqlite3. What was taken in
    before is left alone, so an interrupted run can simply be started again. What is refused is told in a line, kept
    with its reason, and tried again by the next run that names it, or by --retry.
    """
    from itertools import chain

    from app.ingest import items
    from app.jobs.retry import failed, items_of

    if not places and not retry:
        raise typer.BadParameter("name files, folders or addresses, or give --retry", param_hint="PATH_OR_URL")
    named = items.places(places or [])
    with opened() as database:
        before = failed(database) if retry else []
        found = chain(items_of(database, before, language), items.items(named, language))
        tally = ingest_all(database, found, len(before) + items.count(named), language=language, again=again)
    tell(f"{tally}")
    if tally.refused:
        raise typer.Exit(ExitCode.INPUT_REFUSED)


def ingest_all(
    database: Database, found: Iterable[Item], total: int, *, language: Language | None = None, again: bool = False
) -> Tally:
    """Take in what was found, with a progress bar; each refusal is told in a line."""
    from app.ingest.read import Told
    from app.jobs.analyse import Analysis
    from app.jobs.take import Intake, links_of

    intake = Intake(database, Analysis(database))
    tally = Tally()
    told = Told(language=language)
    try:
        with bar(total, "Analysing") as progress:
            for item in found:
                due = deque([item])
                while due:
                    taken = intake.take(due.popleft(), told, again=again)
                    _count(taken, tally)
                    if taken.place == item.place:  # a feed that a feed announces is not followed
                        due.extend(links_of(taken))
                    progress.total = max(progress.total or 0, progress.n + 1 + len(due))
                    progress.update()
    finally:
        intake.close()
    return tally


def _count(taken: Taken, tally: Tally) -> None:
    for note in taken.notes:
        tell(f"{taken.place}: {note}")
    if taken.refusal is not None:
        tell(f"{taken.place}: {taken.refusal}")
        tally.refused += 1
    elif taken.stored is not None:
        tally.added += taken.stored.new
        tally.known += not taken.stored.new
