"""`/v1/sources`: where documents came from, the places that could not be read among them."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response, status
from pydantic import BaseModel, Field

from app.api.bodies import Paging
from app.api.dependencies import IdentifierInPath, TheDatabase, TheJobs
from app.api.paging import link_next
from app.store import sources
from app.store.job import Job
from app.store.sources import Origin

router = APIRouter(prefix="/sources", tags=["sources"])


class SourceQuery(Paging):
    """The parameters of a list of sources."""

    failed: bool | None = Field(default=None, description="Only those that could not be read, or only the others.")


class SourcePage(BaseModel):
    """Some sources, and the cursor for those after them: null on the last page."""

    items: list[Origin]
    next_cursor: str | None


@router.get("")
def list_sources(
    query: Annotated[SourceQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> SourcePage:
    """List where documents came from, in the order they were tried; `failed=true` lists what could not be read."""
    page = sources.page(database, failed=query.failed, limit=query.limit, cursor=query.cursor)
    link_next(request, response, page.next_cursor)
    return SourcePage(items=page.items, next_cursor=page.next_cursor)


@router.post("/{identifier}/retry", status_code=status.HTTP_202_ACCEPTED)
def retry_source(identifier: IdentifierInPath, response: Response, queue: TheJobs) -> Job:
    """Have a place where nothing could be read tried again: an address is fetched again, a file read again."""
    job = queue.retry_source(identifier)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job


@router.get("/{identifier}")
def get_source(identifier: IdentifierInPath, database: TheDatabase) -> Origin:
    """Give one source."""
    return sources.get(database, identifier).origin


@router.get(
    "/{identifier}/content",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
    },
)
async def get_content(identifier: IdentifierInPath, database: TheDatabase) -> Response:
    """Give the bytes as they were found, for nobody's browser to run: they are a stranger's."""
    evidence = await to_thread.run_sync(sources.get, database, identifier)
    return Response(
        evidence.content,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{evidence.origin.id}.bin"',
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
    )
