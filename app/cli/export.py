"""`isnad export`: the records of the database, as JSON Lines or in another form."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from app.cli.database import opened
from app.cli.failure import UsageFailure
from app.cli.write import writing
from app.export.names import FormatName
from nlp.types import Act, Language, Level, SourcingDetail, Type

if TYPE_CHECKING:
    from app.db import Database
    from app.store.filters import AttributionFilter


def export(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE. By default it is printed.")
    ] = None,
    form: Annotated[FormatName, typer.Option("--format", help="The form; docs/formats.md describes each.")] = (
        FormatName.JSONL
    ),
    q: Annotated[str | None, typer.Option("--query", "-q", help="Words, in any inflection, found in a record.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Words of the speaker's name or description.")] = None,
    about: Annotated[str | None, typer.Option(help="Words of the name of whom the content is about.")] = None,
    via: Annotated[str | None, typer.Option(help="Words of the outlet through which it came.")] = None,
    level: Annotated[list[Level] | None, typer.Option(help="The sourcing level; may be given several times.")] = None,
    sourcing: Annotated[
        list[SourcingDetail] | None, typer.Option(help="The level, refined; may be given several times.")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(help="unreviewed, corrected, accepted, rejected or unsure; may be given several times."),
    ] = None,
    confidence_min: Annotated[float | None, typer.Option(help="The lowest confidence, from 0 to 1.")] = None,
    confidence_max: Annotated[float | None, typer.Option(help="The highest confidence.")] = None,
    act: Annotated[list[Act] | None, typer.Option(help="The act; may be given several times.")] = None,
    kind: Annotated[list[Type] | None, typer.Option("--type", help="The type; may be given several times.")] = None,
    language: Annotated[Language | None, typer.Option(help="The language of the document.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Exactly this publisher of the document.")] = None,
    published_from: Annotated[str | None, typer.Option(help="Published then or later: 2026-03-01.")] = None,
    published_to: Annotated[str | None, typer.Option(help="Published before then.")] = None,
    document: Annotated[str | None, typer.Option(help="The id of one document.")] = None,
) -> None:
    """Write the database's records, by default as JSON Lines.

    Each line is one document with its attributions, and has the shape of what `isnad extract` writes. The other forms
    are a JSON array of the same, a CSV table for spreadsheets, a schema.org graph and a W3C annotation collection (both
    JSON-LD). Without options everything is written; every filter that is given must hold for an attribution to be
    written.
    """
    filters = _filters(
        q=q,
        speaker=speaker,
        about=about,
        via=via,
        level=level or [],
        sourcing=sourcing or [],
        status=status or [],
        confidence_min=confidence_min,
        confidence_max=confidence_max,
        act=act or [],
        type=kind or [],
        language=language,
        publisher=publisher,
        published_from=published_from,
        published_to=published_to,
        document=document,
    )
    with opened() as database, _out(output) as file:
        _write(database, filters, form, file)


def _filters(**given: Any) -> AttributionFilter:
    from pydantic import ValidationError

    from app.store.filters import AttributionFilter

    try:
        return AttributionFilter(**given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        option = str(first["loc"][0]).replace("_", "-")
        raise UsageFailure(f"--{option}: {first['msg']}") from None


def _write(database: Database, filters: AttributionFilter, form: FormatName, file: BinaryIO) -> None:
    from app.errors import NothingToSearch
    from app.export.formats import FORMATS

    try:
        with closing(FORMATS[form].stream(database, filters)) as portions:
            for portion in portions:
                file.write(portion.encode())
    except NothingToSearch as refusal:
        raise UsageFailure(str(refusal)) from None


def _out(output: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if output is None else writing(output)
