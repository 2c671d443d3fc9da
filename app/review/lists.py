"""The pages that lead to records: the queue, the documents, and who said what about whom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, model_validator

from app.api.bodies import DocumentPage, DocumentQuery
from app.api.dependencies import TheDatabase
from app.api.paging import link_next
from app.review.choices import CHOICES
from app.review.page import PageRoute, render
from app.store import document_list, names, pairs, queue
from app.store.attributions import Attributed
from app.store.filters import Question
from app.store.pairs import Pair, PairFilter
from app.store.queue import QueueFilter

router = APIRouter(prefix="/review", route_class=PageRoute, include_in_schema=False)

# What fits a page that somebody reads; the twin in JSON may ask for more.
_PAGE = 25
_PAIRS = 100
_NAMES = 12


class FromForm(BaseModel):
    """Parameters that a form may have sent: without JavaScript it sends its empty fields too, which ask for nothing.
    `lang` is the interface's language."""

    lang: str | None = Field(default=None, max_length=8)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        return {name: value for name, value in given.items() if value not in ("", [""])}


class QueueQuery(FromForm, QueueFilter):
    """The parameters of the queue."""

    limit: int = Field(default=_PAGE, ge=1, le=500)
    cursor: str | None = Field(default=None, max_length=64)


class DocumentsQuery(FromForm, DocumentQuery):
    """The parameters of the list of documents."""


class PairQuery(FromForm, PairFilter):
    """The parameters of the table of pairs."""


class QueuePage(BaseModel):
    """Some records of the queue, and the cursor for those after them: null on the last page."""

    items: list[Attributed]
    next_cursor: str | None


@router.get(".json")
def queue_in_json(
    query: Annotated[QueueQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> QueuePage:
    """Give the queue."""
    page = queue.page(database, query, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return QueuePage(items=page.items, next_cursor=page.next_cursor)


@router.get("")
def show_queue(query: Annotated[QueueQuery, Query()], request: Request, database: TheDatabase) -> Response:
    """Show the queue: the records that the engine is least certain of, with filters."""
    page = queue.page(database, query, query.limit, query.cursor)
    filters = query.model_dump(mode="json", exclude_defaults=True, exclude={"limit", "cursor", "lang", "verdict"})
    exported = {**filters, "status": query.statuses}
    return render(request, "queue.html", page=page, query=query, filters=filters, exported=exported, **CHOICES)


@router.get("/documents.json")
def documents_in_json(
    query: Annotated[DocumentsQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> DocumentPage:
    """Give the list of documents."""
    page = document_list.page(database, query, query.limit, query.cursor, query.sort)
    link_next(request, response, page.next_cursor)
    return DocumentPage(items=page.items, next_cursor=page.next_cursor)


@router.get("/documents")
def show_documents(query: Annotated[DocumentsQuery, Query()], request: Request, database: TheDatabase) -> Response:
    """Show the documents in the order they came."""
    page = document_list.page(database, query, query.limit, query.cursor, query.sort)
    return render(request, "documents.html", page=page, query=query, **CHOICES)


@router.get("/pairs.json")
def pairs_in_json(query: Annotated[PairQuery, Query()], database: TheDatabase) -> list[Pair]:
    """Give the most frequent pairs of a speaker and whom they spoke about."""
    return pairs.most_frequent(database, query, _PAIRS)


@router.get("/pairs")
def show_pairs(query: Annotated[PairQuery, Query()], request: Request, database: TheDatabase) -> Response:
    """Show who said what about whom most often; each pair leads to its records."""
    found = pairs.most_frequent(database, query, _PAIRS)
    return render(request, "pairs.html", pairs=found, query=query, **CHOICES)


@router.get("/names.json")
def names_in_json(database: TheDatabase, name: Question = "") -> list[str]:
    """Give names of speakers that contain what was typed."""
    return names.containing(database, name.strip(), _NAMES) if name.strip() else []


@router.get("/names")
def show_names(request: Request, database: TheDatabase, name: Question = "") -> Response:
    """Show names of speakers that contain what was typed, as options for the field it was typed into."""
    return render(request, "names.html", names=names_in_json(database, name))
