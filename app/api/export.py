"""`/v1/export`: everything that passes the filters, streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from anyio import WouldBlock
from fastapi import APIRouter, Query
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import StreamingResponse

from app.api.dependencies import ExportPlaces, TheDatabase
from app.errors import Busy
from app.export import jsonl
from app.store.filters import AttributionFilter

router = APIRouter(prefix="/export", tags=["export"])


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
    lines = jsonl.lines(database, filters)
    borrower = object()
    try:
        places.acquire_on_behalf_of_nowait(borrower)
    except WouldBlock:
        raise Busy("Too many exports are under way.") from None

    async def streamed() -> AsyncIterator[str]:
        try:
            async for line in iterate_in_threadpool(lines):
                yield line
        finally:
            places.release_on_behalf_of(borrower)
            await run_in_threadpool(lines.close)

    return StreamingResponse(streamed(), media_type=jsonl.MEDIA_TYPE)
