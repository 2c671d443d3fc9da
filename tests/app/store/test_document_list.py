"""Lists of documents: by date and by arrival, either way round, and narrowed to a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.db import Database
from app.errors import BadCursor
from app.store import document_list, documents
from app.store.document_list import DocumentFilter, DocumentOrder
from nlp.types import Document, Language
from tests.app.samples import record_of

DAY = datetime(2026, 3, 1, tzinfo=UTC)
DATES = [None, DAY + timedelta(days=2), DAY, None, DAY + timedelta(days=2), DAY + timedelta(microseconds=1), DAY]


@pytest.fixture
def dated(database: Database) -> Database:
    for number, published in enumerate(DATES):
        text = f"Text number {number} of the list."
        language = list(Language)[number % 2]
        documents.save(database, record_of(text, published_at=published, title=str(number), language=language), text)
    return database


def titles(found: list[Document]) -> str:
    return " ".join(one.title or "" for one in found)


def every(database: Database, order: DocumentOrder, limit: int, filters: DocumentFilter) -> list[Document]:
    seen: list[Document] = []
    cursor = None
    while True:
        page = document_list.page(database, filters, limit, cursor, order)
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            return seen


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (DocumentOrder.ADDED, "0 1 2 3 4 5 6"),
        (DocumentOrder.LAST_ADDED, "6 5 4 3 2 1 0"),
        (DocumentOrder.PUBLISHED, "0 3 2 6 5 1 4"),
        (DocumentOrder.LAST_PUBLISHED, "4 1 5 6 2 3 0"),
    ],
)
def test_orders_page_by_page(dated: Database, order: DocumentOrder, expected: str, limit: int) -> None:
    assert titles(every(dated, order, limit, DocumentFilter())) == expected
    arabic = [title for title in expected.split() if int(title) % 2 == 0]
    assert titles(every(dated, order, limit, DocumentFilter(language=Language.ARABIC))).split() == arabic


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"published_from": DAY}, "1 2 4 5 6"),
        ({"published_to": DAY + timedelta(days=2)}, "2 5 6"),
        ({"published_from": DAY + timedelta(microseconds=1), "published_to": DAY + timedelta(days=2)}, "5"),
        ({"published_from": datetime(2026, 3, 2)}, "1 4"),
        ({"published_from": "2026-03-01T02:00:00+02:00", "published_to": "2026-03-01T02:00:00.000001+02:00"}, "2 6"),
    ],
)
def test_a_time_includes_its_beginning_and_not_its_end(dated: Database, filters: dict[str, Any], expected: str) -> None:
    chosen = DocumentFilter.model_validate(filters)
    assert titles(every(dated, DocumentOrder.ADDED, 3, chosen)) == expected


@pytest.mark.parametrize("order", DocumentOrder)
def test_a_cursor_is_good_for_its_own_order_only(dated: Database, order: DocumentOrder) -> None:
    cursor = document_list.page(dated, DocumentFilter(), 3, None, order).next_cursor
    assert cursor is not None
    for other in set(DocumentOrder) - {order}:
        with pytest.raises(BadCursor):
            document_list.page(dated, DocumentFilter(), 3, cursor, other)


@pytest.mark.parametrize("cursor", ["CH__________AAAAAAAAAAE", "CIAAAAAAAAAAAAAAAAAAAAE"])
def test_a_date_that_no_calendar_has_is_no_cursor(database: Database, cursor: str) -> None:
    with pytest.raises(BadCursor):
        document_list.page(database, DocumentFilter(), 3, cursor, DocumentOrder.PUBLISHED)


async def test_the_api_sorts_and_narrows(dated: Database, client: httpx.AsyncClient) -> None:
    asked = {"sort": "-published_at", "published_from": "2026-03-01", "limit": "2"}
    seen = []
    response = await client.get("/v1/documents", params=asked)
    while True:
        seen += [item["title"] for item in response.json()["items"]]
        if "next" not in response.links:
            break
        response = await client.get(response.links["next"]["url"])
    assert seen == ["4", "1", "5", "6", "2"]
