"""`/v1/attributions`: who said what, across documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.bodies import AttributionInDocument, AttributionPage, AttributionQuery, AttributionWithDecisions
from app.api.dependencies import IdentifierInPath, TheDatabase
from app.api.paging import link_next
from app.store import attributions, decisions

router = APIRouter(prefix="/attributions", tags=["attributions"])


@router.get("")
def list_attributions(
    query: Annotated[AttributionQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> AttributionPage:
    """List the attributions that pass every filter, in the order of their documents and of the text."""
    page = attributions.page(database, query, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    items = [AttributionInDocument.of(item) for item in page.items]
    return AttributionPage(items=items, next_cursor=page.next_cursor)


@router.get("/{identifier}")
def get_attribution(identifier: IdentifierInPath, database: TheDatabase) -> AttributionWithDecisions:
    """Give one attribution as it stands, with the document it was read from and every decision about it."""
    item = AttributionInDocument.of(attributions.get(database, identifier))
    return AttributionWithDecisions(**dict(item), decisions=decisions.history(database, identifier))
