"""The page that tells where documents came from, and why nothing could be read at some places."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api.dependencies import TheDatabase
from app.api.paging import link_next
from app.api.sources import SourcePage, SourceQuery
from app.review.lists import FromForm
from app.review.page import PageRoute, render
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


@router.get("")
def show_origins(query: Annotated[OriginQuery, Query()], request: Request, database: TheDatabase) -> Response:
    """Show where documents came from, in the order in which the places were tried."""
    page = sources.page(database, failed=query.failed, limit=query.limit, cursor=query.cursor)
    return render(request, "sources.html", page=page, query=query)
