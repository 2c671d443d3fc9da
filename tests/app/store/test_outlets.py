"""One outlet is one thing, whether it publishes, speaks or is told something, and in whatever language it is named:
from the engine's records through the tables to what is asked of the API."""

from __future__ import annotations

from datetime import UTC, date, datetime

import httpx
import pytest

from app.db import Database
from app.jobs.analyse import Analysis
from app.store import attributions, document_list, documents
from app.store.document_list import DocumentFilter
from app.store.filters import AttributionFilter
from nlp.types import Article, Language
from tests.app.conftest import load_engine_once

REUTERS = "reuters.com"
SPOKEN = "ذكرت وكالة رويترز السبت أن السفينة غرقت قبالة الساحل."
TOLD = 'A harbour official told Reuters on Monday that the ship had sunk. "Nobody was hurt," residents said.'
PUBLISHED = "Rami Haddad, the mayor of Tolan, said the new bridge would open in spring."


@pytest.fixture
def kept(database: Database) -> dict[str, str]:
    """The ids of three documents: Reuters speaks in one, is told in the second and publishes the third."""
    analysis = Analysis(database, load_engine_once)
    written = datetime(2024, 5, 15, tzinfo=UTC)
    articles = {
        "spoken": Article(text=SPOKEN, published_at=written),
        "told": Article(text=TOLD, published_at=written, publisher="Sample Post"),
        "published": Article(text=PUBLISHED, url="https://www.reuters.com/world/1"),
    }
    return {name: analysis.ingest(article).id for name, article in articles.items()}


def test_the_records_name_one_outlet(database: Database, kept: dict[str, str]) -> None:
    (spoken,) = documents.get(database, kept["spoken"])[0].attributions
    told = documents.get(database, kept["told"])[0]
    assert spoken.speaker is not None
    assert (spoken.level, spoken.speaker.outlet) == ("outlet", REUTERS)
    assert [record.via_outlet for record in told.attributions] == [REUTERS, None]
    assert told.document.outlet is None
    assert documents.get(database, kept["published"])[0].document.outlet == REUTERS


def test_the_store_finds_them_by_it(database: Database, kept: dict[str, str]) -> None:
    found = attributions.page(database, AttributionFilter(outlet=REUTERS), 10).items
    assert [item.document.id for item in found] == [kept["spoken"], kept["told"]]
    published = document_list.page(database, DocumentFilter(outlet=REUTERS), 10).items
    assert [document.id for document in published] == [kept["published"]]
    assert {document.language for document in published} == {Language.ENGLISH}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ["ذكرت", "told", "said", "said"]),
        (date(2024, 5, 11), None, ["ذكرت", "told"]),
        (date(2024, 5, 12), None, ["told"]),
        (None, date(2024, 5, 12), ["ذكرت"]),
        (date(2024, 5, 14), None, []),
    ],
)
@pytest.mark.usefixtures("kept")
def test_records_by_the_day_something_was_said(
    database: Database, first: date | None, last: date | None, said: list[str]
) -> None:
    found = attributions.page(database, AttributionFilter(said_from=first, said_until=last), 10).items
    assert [item.attribution.cue.text for item in found] == said


async def test_the_api_asks_the_same(client: httpx.AsyncClient) -> None:
    posted = await client.post(
        "/v1/documents", json={"text": TOLD, "published_at": "2024-05-15T00:00:00Z"}, headers={"Prefer": "wait=60"}
    )
    assert posted.status_code == 201
    asked = {"outlet": REUTERS, "said_from": "2024-05-13", "said_until": "2024-05-13", "copies": "false"}
    (item,) = (await client.get("/v1/attributions", params=asked)).json()["items"]
    assert item["attribution"]["said_at"]["value"] == "2024-05-13"
    refused = await client.get("/v1/attributions", params={"said_from": "Monday"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
