"""`/v1/attributions`: who said what, across documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.bodies import AttributionInDocument, AttributionPage, AttributionQuery, AttributionWithDecisions
from app.api.conditions import IfNoneMatch, is_known, not_modified
from app.api.dependencies import IdentifierInPath, TheDatabase
from app.api.forms import OF_ONE, Asked, TheAccept, chosen, described, headers, written
from app.api.paging import link_next
from app.db import Database
from app.export.names import FormatName
from app.store import attributions, decisions, documents
from app.store.export import Exported

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


@router.get(
    "/{identifier}",
    response_model=AttributionWithDecisions,
    responses={200: {"content": described({"application/json": {}}, OF_ONE)}},
)
def get_attribution(
    identifier: IdentifierInPath,
    response: Response,
    database: TheDatabase,
    asked: Asked = None,
    accept: TheAccept = None,
    if_none_match: IfNoneMatch = None,
) -> AttributionWithDecisions | Response:
    """Give one attribution as it stands, with the document it was read from and every decision about it; or the
    attribution alone in one of the other forms."""
    name = chosen(asked, accept, OF_ONE)
    item = attribution_of(database, identifier)
    told = {**headers(name, asked, identifier), "ETag": item.entity_tag(name)}
    if is_known(if_none_match, told["ETag"]):
        return not_modified(told)
    if name is not FormatName.JSON:
        _, text = documents.get(database, item.document.id)
        return written(name, [Exported(item.document, item.attribution.model_dump_json(), text)], told)
    response.headers.update(told)
    return item


def attribution_of(database: Database, identifier: str) -> AttributionWithDecisions:
    """Return the body for one attribution. Raises `NotFound`."""
    item = AttributionInDocument.of(attributions.get(database, identifier))
    return AttributionWithDecisions(**dict(item), decisions=decisions.history(database, identifier))
