"""`/v1/attributions`: who said what, across documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.bodies import AttributionInDocument, AttributionPage, AttributionQuery, AttributionWithDecisions
from app.api.conditions import IfNoneMatch, is_known, not_modified
from app.api.dependencies import IdentifierInPath, TheDatabase
from app.api.paging import link_next
from app.db import Database
from app.store import attributions, decisions

router = APIRouter(prefix="/attributions", tags=["attributions"])


@router.get("")
def list_attributions(
    query: Annotated[AttributionQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> AttributionPage:
    """List the attributions that pass every filter, by default in the order of their documents and of the text."""
    page = attributions.page(database, query, query.limit, query.cursor, query.sort)
    link_next(request, response, page.next_cursor)
    items = [AttributionInDocument.of(item) for item in page.items]
    return AttributionPage(items=items, next_cursor=page.next_cursor)


@router.get("/{identifier}", response_model=AttributionWithDecisions)
def get_attribution(
    identifier: IdentifierInPath, response: Response, database: TheDatabase, if_none_match: IfNoneMatch = None
) -> AttributionWithDecisions | Response:
    """Give one attribution as it stands, with the document it was read from and every decision about it."""
    item = attribution_of(database, identifier)
    response.headers["ETag"] = item.entity_tag()
    if is_known(if_none_match, item.entity_tag()):
        return not_modified({"ETag": item.entity_tag()})
    return item


def attribution_of(database: Database, identifier: str) -> AttributionWithDecisions:
    """Return the body for one attribution. Raises `NotFound`."""
    item = AttributionInDocument.of(attributions.get(database, identifier))
    return AttributionWithDecisions(**dict(item), decisions=decisions.history(database, identifier))
