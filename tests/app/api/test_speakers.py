"""Speakers across documents through the API: listed, read, judged, and judgements taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.db import Database
from app.store import again, copies, documents
from nlp.types import Level, SpeakerKind
from tests.app.store.test_linking import keep, saying


@pytest.fixture
def stored(app: FastAPI) -> Database:
    database: Database = app.state.database
    keep(
        database,
        saying("قيس الخزعلي", 1, day=1, about=["العراق"]),
        saying("Qais al-Khazali", 2, day=3, about=["Iraq"]),
        saying("Qais al-Khazali", 3, day=2),
        saying("الخزعلي", 4, day=4),
        saying("Rami Haddad", 5, day=5),
        saying("Reuters", 6, kind=SpeakerKind.OUTLET, level=Level.OUTLET, day=6),
        saying("a commander", 7, level=Level.ANONYMOUS, day=7),
    )
    return database


async def listed(client: httpx.AsyncClient, query: str = "") -> list[dict[str, Any]]:
    response = await client.get(f"/v1/speakers{query}")
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["items"]
    return found


async def one(client: httpx.AsyncClient, name: str) -> str:
    return str(next(item["id"] for item in await listed(client) if item["name"] == name))


async def judged(client: httpx.AsyncClient, *speakers: str, judgement: str = "same") -> dict[str, Any]:
    response = await client.post("/v1/speakers/merges", json={"speakers": speakers, "judgement": judgement})
    assert response.status_code == 201, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.usefixtures("stored")
async def test_the_list_in_each_order_and_by_each_filter(client: httpx.AsyncClient) -> None:
    names = [item["name"] for item in await listed(client)]
    assert names[0] == "Qais al-Khazali"
    assert sorted(names) == sorted(["Qais al-Khazali", "الخزعلي", "Rami Haddad", "Reuters"])
    assert [item["name"] for item in await listed(client, "?sort=last_seen")][:2] == ["Reuters", "Rami Haddad"]
    by_name = [item["name"] for item in await listed(client, "?sort=name")]
    assert by_name == sorted(by_name)
    assert [item["name"] for item in await listed(client, "?kind=outlet")] == ["Reuters"]
    assert [item["name"] for item in await listed(client, "?level=outlet")] == ["Reuters"]
    assert await listed(client, "?level=anonymous") == []


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("khaz", 2), ("Khazali", 2), ("خزع", 2), ("الخزعلي", 2), ("qais khaz", 1), ("قيس", 1), ("haddad", 1), ("zz", 0)],
)
async def test_a_speaker_is_found_by_what_is_typed(client: httpx.AsyncClient, typed: str, found: int) -> None:
    response = await client.get("/v1/speakers", params={"q": typed})
    assert len(response.json()["items"]) == found


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("sort", ["records", "last_seen", "name"])
async def test_pages_hold_everybody_once(client: httpx.AsyncClient, sort: str) -> None:
    everybody = [item["id"] for item in await listed(client, f"?sort={sort}")]
    seen: list[str] = []
    path: str | None = f"/v1/speakers?sort={sort}&limit=1"
    while path:
        response = await client.get(path)
        seen += [item["id"] for item in response.json()["items"]]
        link = response.headers.get("link")
        path = link[1 : link.index(">")] if link else None
    assert seen == everybody


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "cursor", ["x", "AAAAAAAAAAA", "WzFd", "WyJ4IiwxXQ", "W251bGwsMV0", "WzEsLTFd", "W3RydWUsMV0", "é"]
)
async def test_a_cursor_of_somebody_elses(client: httpx.AsyncClient, cursor: str) -> None:
    response = await client.get("/v1/speakers", params={"cursor": cursor})
    assert (response.status_code, response.json()["code"]) == (422, "bad_cursor")


@pytest.mark.usefixtures("stored")
async def test_one_speaker(client: httpx.AsyncClient) -> None:
    identifier = await one(client, "Qais al-Khazali")
    speaker = (await client.get(f"/v1/speakers/{identifier}")).json()
    assert [alias["name"] for alias in speaker["aliases"]] == ["Qais al-Khazali", "قيس الخزعلي"]
    assert [alias["records"] for alias in speaker["aliases"]] == [2, 1]
    assert speaker["counts"] == speaker["once"] == {"named": 3, "outlet": 0, "documents": 3}
    assert [datetime.fromisoformat(speaker[key]).day for key in ("first_seen", "last_seen")] == [1, 3]
    assert (await client.get("/v1/speakers/nobody")).status_code == 404


async def test_a_story_in_two_outlets_counts_once(client: httpx.AsyncClient, app: FastAPI) -> None:
    words = " ".join(f"{first}{second}" for first in "badefgh" for second in "ijklmnop")
    for place in ("north", "south"):
        record, text = saying("Rami Haddad", 1, more=f" {words} {place}")
        documents.save(app.state.database, record, text)
        copies.link(app.state.database, record.document.id, text)
    speaker = (await client.get(f"/v1/speakers/{await one(client, 'Rami Haddad')}")).json()
    assert speaker["counts"] == {"named": 2, "outlet": 0, "documents": 2}
    assert speaker["once"] == {"named": 1, "outlet": 0, "documents": 1}


@pytest.mark.usefixtures("stored")
async def test_what_a_speaker_says_and_about_whom(client: httpx.AsyncClient) -> None:
    identifier = await one(client, "Qais al-Khazali")
    items = (await client.get(f"/v1/speakers/{identifier}/attributions")).json()["items"]
    assert len(items) == 3
    assert {item["linked_speaker"] for item in items} == {identifier}
    arabic = await client.get(f"/v1/speakers/{identifier}/attributions?language=ar")
    assert len(arabic.json()["items"]) == 1
    by_filter = await client.get("/v1/attributions", params={"linked_speaker": identifier})
    assert by_filter.json()["items"] == items
    exported = await client.get("/v1/export", params={"linked_speaker": identifier})
    assert len(exported.text.splitlines()) == 3
    anonymous = await client.get("/v1/attributions", params={"level": "anonymous"})
    assert [item["linked_speaker"] for item in anonymous.json()["items"]] == [None]


@pytest.mark.usefixtures("stored")
async def test_a_merge_and_its_undoing(client: httpx.AsyncClient) -> None:
    known, family = await one(client, "Qais al-Khazali"), await one(client, "الخزعلي")
    suggested = (await client.get(f"/v1/speakers/{family}/resembling")).json()
    assert [item["id"] for item in suggested] == [known]
    merge = await judged(client, known, family)
    assert merge["decided_by"] == "api"
    assert {merge["left"]["speaker"], merge["right"]["speaker"]} == {known}
    moved = await client.get(f"/v1/speakers/{family}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/v1/speakers/{known}")
    moved = await client.get(f"/v1/speakers/{family}/attributions?limit=2")
    assert moved.headers["location"] == f"/v1/speakers/{known}/attributions?limit=2"
    assert (await client.get(f"/v1/speakers/{known}")).json()["counts"]["named"] == 4
    assert (await client.get(f"/v1/speakers/{known}/resembling")).json() == []
    assert len((await client.get("/v1/attributions", params={"linked_speaker": family})).json()["items"]) == 4

    undone = await client.delete(f"/v1/speakers/merges/{merge['id']}?reviewer=hoda")
    assert undone.status_code == 200
    assert undone.json()["deleted_by"] == "hoda"
    assert (await client.delete(f"/v1/speakers/merges/{merge['id']}")).json() == undone.json()
    assert (await client.get(f"/v1/speakers/{family}")).json()["counts"]["named"] == 1
    assert (await client.get(f"/v1/speakers/{known}")).json()["counts"]["named"] == 3
    history = (await client.get("/v1/speakers/merges", params={"speaker": known})).json()["items"]
    assert [item["decided_by"] for item in history] == [None, "api"]
    assert history[1]["deleted_at"] is not None


async def test_somebody_beats_the_machine(client: httpx.AsyncClient, stored: Database) -> None:
    known = await one(client, "Qais al-Khazali")
    names = {alias["name"]: alias["id"] for alias in (await client.get(f"/v1/speakers/{known}")).json()["aliases"]}
    apart = await judged(client, names["قيس الخزعلي"], names["Qais al-Khazali"], judgement="different")
    assert sorted(item["named"] for item in await listed(client) if "K" in item["name"] or "قيس" in item["name"]) == [
        1,
        2,
    ]
    keep(stored, saying("قيس الخزعلي", 8), saying("Qais al-Khazali", 9), saying("Qays Khazali", 10))
    counts = {item["name"]: item["named"] for item in await listed(client)}
    assert (counts["قيس الخزعلي"], counts["Qais al-Khazali"]) in ((2, 3), (3, 3), (2, 4))
    again = await judged(client, names["Qais al-Khazali"], names["قيس الخزعلي"])
    assert {item["named"] for item in await listed(client, "?q=khazali") if item["named"] > 1} == {6}
    for judgement in (again, apart):
        await client.delete(f"/v1/speakers/merges/{judgement['id']}")
    assert {item["named"] for item in await listed(client, "?q=khazali") if item["named"] > 1} == {6}


async def test_one_document_speaker_is_set_apart_and_comes_back(client: httpx.AsyncClient, stored: Database) -> None:
    """Two people with one name in two documents."""
    known = await one(client, "Qais al-Khazali")
    items = (await client.get(f"/v1/speakers/{known}/attributions?language=en")).json()["items"]
    other = items[1]["attribution"]["speaker"]["id"]
    apart = await judged(client, known, other, judgement="different")
    assert sorted(item["named"] for item in await listed(client, "?q=qais")) == [1, 2]
    item = (await client.get(f"/v1/attributions/{items[1]['attribution']['id']}")).json()
    assert item["linked_speaker"] not in (known, None)
    document = item["document"]["id"]
    kept, text = documents.get(stored, document)
    found_again = kept.attributions[0].model_copy(update={"confidence": 0.5})
    again.replace(stored, kept.model_copy(update={"attributions": [found_again]}), text)
    assert sorted(item["named"] for item in await listed(client, "?q=qais")) == [1, 2], "analysing again keeps it"
    await client.delete(f"/v1/speakers/merges/{apart['id']}")
    assert [item["named"] for item in await listed(client, "?q=qais")] == [3]


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("speakers", "judgement", "status"),
    [
        (["{known}"], "same", 422),
        (["{known}", "{known}"], "same", 422),
        (["{known}", "{known}"], "different", 422),
        (["{known}", "nobody"], "same", 404),
        (["{known}", "\0"], "same", 422),
        (["{known}", "{other}"], "perhaps", 422),
        (["{known}", "{other}", "{known}"], "same", 422),
    ],
)
async def test_judgements_that_make_no_sense(
    client: httpx.AsyncClient, speakers: list[str], judgement: str, status: int
) -> None:
    known, other = await one(client, "Qais al-Khazali"), await one(client, "Rami Haddad")
    ids = [speaker.format(known=known, other=other) for speaker in speakers]
    response = await client.post("/v1/speakers/merges", json={"speakers": ids, "judgement": judgement})
    assert response.status_code == status, response.text
    assert (await client.delete("/v1/speakers/merges/nothing")).status_code == 404
    assert len(await listed(client)) == 4
