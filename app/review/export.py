"""What reviewers made of the records, to be taken away: gold files, so that use makes the engine better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import StreamingResponse

from app.api.dependencies import TheDatabase
from app.export import gold
from app.review.lists import FromForm
from app.review.page import HEADERS, PageRoute
from app.store import reviewed
from app.store.document_list import DocumentFilter
from app.store.filters import Identifier

router = APIRouter(prefix="/review", route_class=PageRoute, include_in_schema=False)

# An archive is put together before it is sent.
_MOST = 1_000
_CHUNK = 1 << 16


class GoldQuery(FromForm, DocumentFilter):
    """Which documents are wanted. `all` takes those in too of which some records are not settled yet."""

    document: Identifier | None = Field(default=None, description="The id of one document.")
    all: bool = False


@router.get("/gold.zip")
def gold_archive(query: Annotated[GoldQuery, Query()], database: TheDatabase) -> StreamingResponse:
    """Give the reviewed documents in the format of the gold sets: a text and a JSON file for each."""
    pages = reviewed.with_decisions(database, query, query.document, _MOST)
    file = gold.archive(page for page in pages if query.all or gold.is_settled(page))
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="isnad-gold.zip"'}
    return StreamingResponse(_chunks(file), media_type="application/zip", headers=headers)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
