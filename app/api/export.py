"""`/v1/export`: everything that passes the filters, streamed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Annotated

from anyio import CancelScope, CapacityLimiter, WouldBlock
from fastapi import APIRouter, Query
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.dependencies import ExportPlaces, TheDatabase
from app.api.forms import OF_EXPORTS, TheAccept, chosen, described, headers
from app.errors import Busy
from app.export.formats import FORMATS
from app.export.names import FormatName
from app.limits import EXPORT_CHUNK
from app.store.filters import AttributionFilter

router = APIRouter(prefix="/export", tags=["export"])


class ExportResponse(StreamingResponse):
    """An export on its way. It holds a place and a database connection, and gives both back however it ends."""

    def __init__(
        self, portions: Generator[str], places: CapacityLimiter, media_type: str, headers: dict[str, str]
    ) -> None:
        """Take a place. Raises `Busy` when there is none."""
        try:
            places.acquire_on_behalf_of_nowait(self)
        except WouldBlock:
            raise Busy("Too many exports are under way.") from None
        self._portions = portions
        self._places = places
        super().__init__(_in_chunks(portions), media_type=media_type, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the export."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            # A client that goes away cancels this task: what follows must happen all the same.
            with CancelScope(shield=True):
                await run_in_threadpool(self._portions.close)
                self._places.release_on_behalf_of(self)


class ExportQuery(AttributionFilter):
    """The parameters of an export."""

    format: FormatName | None = Field(default=None, description="The form by its word, before `Accept`.")


_RECORD = {"$ref": "#/components/schemas/DocumentRecord"}
_FORMS = described(
    {
        FORMATS[FormatName.JSONL].media_type: {"itemSchema": _RECORD},
        FORMATS[FormatName.JSON].media_type: {"schema": {"type": "array", "items": _RECORD}},
    },
    OF_EXPORTS,
)


@router.get("", response_class=StreamingResponse, responses={200: {"content": _FORMS}, 503: {}})
async def export(
    query: Annotated[ExportQuery, Query()], database: TheDatabase, places: ExportPlaces, accept: TheAccept = None
) -> StreamingResponse:
    """Export records: every document with those of its attributions that pass every filter, in the form that `format`
    or the header `Accept` chooses, by default JSON Lines."""
    query.words()  # a question without words is an error before the first line
    name = chosen(query.format, accept, OF_EXPORTS)
    form = FORMATS[name]
    portions = form.stream(database, query)
    return ExportResponse(portions, places, form.content_type, headers(name, query.format, "isnad"))


def _in_chunks(pieces: Iterable[str]) -> Iterator[str]:
    """Join pieces until they are worth the way from a thread of the pool to the socket."""
    joined: list[str] = []
    length = 0
    for piece in pieces:
        joined.append(piece)
        length += len(piece)
        if length >= EXPORT_CHUNK:
            yield "".join(joined)
            joined, length = [], 0
    yield "".join(joined)
