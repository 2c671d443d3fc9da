"""The page that tells where documents came from, and why nothing could be read at some places."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.responses import RedirectResponse

from app.api.dependencies import IdentifierInPath, TheDatabase, TheJobs
from app.api.paging import link_next
from app.api.sources import SourcePage, SourceQuery
from app.review.interface import asked_for
from app.review.lists import FromForm
from app.review.page import PageRoute, address, render
from app.store import sources

router = APIRouter(prefix="/review/sources", route_class=PageRoute, include_in_schema=False)

# What fits a page that somebody reads; the twin in JSON may ask for more.
_PAGE = 25


class OriginQuery(FromForm, SourceQuery):
    """The parameters of the list."""

    limit: int = Field(default=_PAGE, ge=1, le=500)


@router.get(".json")
def origins_in_json(
    query: Annotated[OriginQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> SourcePage:
    """Give where documents came from."""
    page = sources.page(database, failed=query.failed, limit=query.limit, cursor=query.cursor)
    link_next(request, response, page.next_cursor)
    return SourcePage(items=page.items, next_cursor=page.next_cursor)


@router.post("/{identifier}/retry")
def retry_origin(identifier: IdentifierInPath, request: Request, queue: TheJobs) -> Response:
    """Have a place tried again, and lead to where that can be watched."""
    job = queue.retry_source(identifier)
    lang = asked_for(request)
    return RedirectResponse(address(f"/review/new/{job.id}", {"lang": lang and lang.value}), 303)


@router.get("")
def show_origins(query: Annotated[OriginQuery, Query()], request: Request, database: TheDatabase) -> Response:
    """Show where documents came from, in the order in which the places were tried."""
    page = sources.page(database, failed=query.failed, limit=query.limit, cursor=query.cursor)
    return render(request, "sources.html", page=page, query=query)
