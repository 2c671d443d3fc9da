"""The page of one document: its text and its records side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.api.dependencies import IdentifierInPath, TheDatabase
from app.limits import MAX_IDENTIFIER
from app.review.choices import CHOICES
from app.review.page import PageRoute, render, wants_part
from app.review.workspace import workspace
from app.store import reviewed
from app.store.reviewed import ReviewedDocument

router = APIRouter(prefix="/review/documents", route_class=PageRoute, include_in_schema=False)

RecordInQuery = Annotated[str | None, Query(max_length=MAX_IDENTIFIER, pattern=r"^[\w.:-]*$")]
DecisionInQuery = Annotated[int | None, Query(ge=1, lt=1 << 63)]


@router.get("/{identifier}.json")
def document_in_json(identifier: IdentifierInPath, database: TheDatabase) -> ReviewedDocument:
    """Give a document, its text and its records as they stand beside what the engine found."""
    return reviewed.get(database, identifier)


@router.get("/{identifier}")
def show_document(
    identifier: IdentifierInPath,
    request: Request,
    database: TheDatabase,
    record: RecordInQuery = None,
    done: DecisionInQuery = None,
    add: bool = False,
) -> Response:
    """Show a document with `record` open; `done` is the decision just taken, `add` opens a form for a missed record.
    HTMX is given the part beside the text."""
    page = workspace(database, reviewed.get(database, identifier), record, done)
    return render(
        request, "document.html", block="panel" if wants_part(request) else None, page=page, add=add, **CHOICES
    )
