"""`/v1/attributions`: who said what, across documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.bodies import AttributionInDocument, AttributionPage, AttributionQuery
from app.api.dependencies import IdentifierInPath, TheDatabase
from app.api.paging import link_next
from app.store import attributions
from app.store.attributions import Attributed

router = APIRouter(prefix="/attributions", tags=["attributions"])


@router.get("")
def list_attributions(
    query: Annotated[AttributionQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> AttributionPage:
    """List the attributions that pass every filter, in the order of their documents and of the text."""
    page = attributions.page(database, query, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return AttributionPage(items=[_in_document(item) for item in page.items], next_cursor=page.next_cursor)


@router.get("/{identifier}")
def get_attribution(identifier: IdentifierInPath, database: TheDatabase) -> AttributionInDocument:
    """Give one attribution with the document it was read from."""
    return _in_document(attributions.get(database, identifier))


def _in_document(item: Attributed) -> AttributionInDocument:
    return AttributionInDocument(document=item.document, attribution=item.attribution)
