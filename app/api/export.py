"""`/v1/export`: everything that passes the filters, streamed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Annotated

from anyio import CancelScope, CapacityLimiter, WouldBlock
from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.dependencies import ExportPlaces, TheDatabase
from app.errors import Busy
from app.export import jsonl
from app.limits import EXPORT_CHUNK
from app.store.filters import AttributionFilter

router = APIRouter(prefix="/export", tags=["export"])


class ExportResponse(StreamingResponse):
    """An export on its way. It holds a place and a database connection, and gives both back however it ends."""

    def __init__(self, lines: Generator[str], places: CapacityLimiter, media_type: str) -> None:
        """Take a place. Raises `Busy` when there is none."""
        try:
            places.acquire_on_behalf_of_nowait(self)
        except WouldBlock:
            raise Busy("Too many exports are under way.") from None
        self._lines = lines
        self._places = places
        super().__init__(_in_chunks(lines), media_type=media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the export."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            # A client that goes away cancels this task: what follows must happen all the same.
            with CancelScope(shield=True):
                await run_in_threadpool(self._lines.close)
                self._places.release_on_behalf_of(self)


@router.get(
    "",
    response_class=StreamingResponse,
    responses={200: {"content": {jsonl.MEDIA_TYPE: {"itemSchema": {"$ref": "#/components/schemas/DocumentRecord"}}}}},
)
async def export(
    filters: Annotated[AttributionFilter, Query()], database: TheDatabase, places: ExportPlaces
) -> StreamingResponse:
    """Export records as JSON Lines: on each line a document and those of its attributions that pass every filter."""
    filters.terms()  # a question without words is an error before the first line
    return ExportResponse(jsonl.lines(database, filters), places, jsonl.MEDIA_TYPE)


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
