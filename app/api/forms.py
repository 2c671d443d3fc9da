"""The form that an answer takes: the query's `format`, for people whose browser sends its own `Accept`, or `Accept`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Header, Query, Response

from app.api.negotiation import best
from app.errors import NotAcceptable
from app.export.formats import FORMATS
from app.export.names import FormatName
from app.store.export import Exported

# In the order in which they are given to whoever has no preference.
OF_EXPORTS = tuple(FormatName)
# What is one thing comes first as the JSON of that thing.
OF_ONE = (FormatName.JSON, FormatName.CSV, FormatName.SCHEMA_ORG, FormatName.WEB_ANNOTATION)

Asked = Annotated[FormatName | None, Query(alias="format", description="The form by its word, before `Accept`.")]
TheAccept = Annotated[str | None, Header(include_in_schema=False)]


def chosen(asked: FormatName | None, accept: str | None, offers: Iterable[FormatName]) -> FormatName:
    """Return the form that the client wants. Raises `NotAcceptable`, which names those on offer."""
    by_media_type = {FORMATS[name].media_type: name for name in offers}
    if asked is not None:
        if asked in by_media_type.values():
            return asked
        raise NotAcceptable(f"This comes as {_listed(by_media_type.values())}.")
    found = best(accept, list(by_media_type))
    if found is None:
        raise NotAcceptable(f"This comes as {_listed(by_media_type)}.")
    return by_media_type[found]


def headers(name: FormatName, asked: FormatName | None, stem: str) -> dict[str, str]:
    """Return the headers of an answer in the form `name`. One that was asked for by its word is a file to be kept."""
    found = {"Vary": "Accept"}
    if asked is not None:
        found["Content-Disposition"] = f'attachment; filename="{stem}.{FORMATS[name].suffix}"'
    return found


def written(name: FormatName, rows: Iterable[Exported], headers: dict[str, str]) -> Response:
    """Return a few rows in the form `name`."""
    form = FORMATS[name]
    return Response("".join(form.write(rows)), media_type=form.content_type, headers=headers)


def described(first: dict[str, Any], offers: Iterable[FormatName]) -> dict[str, Any]:
    """Return OpenAPI's `content` of an answer that comes in several forms, `first` for those described by a schema."""
    text: dict[str, Any] = {"schema": {"type": "string"}}
    graph: dict[str, Any] = {"schema": {"type": "object", "required": ["@context"]}}
    others = {FORMATS[name].media_type: graph if "ld+json" in FORMATS[name].media_type else text for name in offers}
    return {**others, **first}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
