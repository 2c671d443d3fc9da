"""The pages of speakers as the server renders them: who leads where, and forms that somebody else might have sent."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from app.db import Database
from nlp.types import Level
from tests.app.store.test_linking import keep, saying

HOSTILE = "<b>Qais</b> 'al-Khazali' {{ 7 * 7 }}"


@pytest.fixture
def said(app: FastAPI) -> dict[str, str]:
    """The ids of documents' speakers, by their names."""
    database: Database = app.state.database
    records = [
        saying("قيس الخزعلي", 1, about=["Iraq"]),
        saying("Qais al-Khazali", 2, day=2, about=["العراق"]),
        saying("a commander", 3, level=Level.ANONYMOUS),
        saying(HOSTILE, 4),
        saying("ليث الخزعلي", 5, about=["العراق"]),
    ]
    keep(database, *records)
    speakers = [record.attributions[0].speaker for record, _ in records]
    return {speaker.name: speaker.id for speaker in speakers if speaker}


async def test_every_id_leads_to_one_page(client: httpx.AsyncClient, said: dict[str, str]) -> None:
    arabic = await client.get(f"/review/speakers/{said['قيس الخزعلي']}?lang=ar")
    english = await client.get(f"/review/speakers/{said['Qais al-Khazali']}?lang=ar")
    assert (arabic.status_code, english.status_code) == (307, 307)
    assert arabic.headers["location"] == english.headers["location"]
    page = await client.get(arabic.headers["location"])
    assert page.text.count('class="card"') == 2
    path = arabic.headers["location"].partition("?")[0]
    twin = (await client.get(f"{path}.json")).json()
    assert len(twin["sayings"]["records"]) == 2
    assert {alias["name"] for alias in twin["linked"]["aliases"]} == {"قيس الخزعلي", "Qais al-Khazali"}
    assert "ليث الخزعلي" in [one["name"] for one in twin["alike"]]
    assert f'href="{path}.json"' in page.text
    assert (await client.get("/review/speakers/nobody")).status_code == 404


async def test_an_anonymous_source_stays_in_its_document(client: httpx.AsyncClient, said: dict[str, str]) -> None:
    page = await client.get(f"/review/speakers/{said['a commander']}")
    assert page.status_code == 200
    assert "known in this document only" in page.text
    assert "merges" not in page.text


async def test_names_are_shown_as_text(client: httpx.AsyncClient, said: dict[str, str]) -> None:
    page = await client.get(f"/review/speakers/{said[HOSTILE]}", follow_redirects=True)
    assert "<b>Qais" not in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert "&lt;b&gt;" in (await client.get("/review/speakers?q=qais")).text


async def test_a_judgement_by_a_form(client: httpx.AsyncClient, said: dict[str, str]) -> None:
    path = (await client.get(f"/review/speakers/{said['قيس الخزعلي']}")).headers["location"]
    form = {"other": said["ليث الخزعلي"], "judgement": "same"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.test"}):
        assert (await client.post(f"{path}/merges", data=form, headers=headers)).status_code == 403
    await client.post("/review/name", data={"name": "هدى"})
    answer = await client.post(f"{path}/merges?lang=ar", data=form)
    assert answer.status_code == 303
    page = await client.get(answer.headers["location"].partition("#")[0])
    assert page.text.count('class="card"') == 3
    assert "هدى" in page.text
    merge = answer.headers["location"].partition("done=")[2].partition("#")[0]
    undone = await client.post(f"{path}/merges/{merge}/undo")
    assert (await client.get(undone.headers["location"].partition("#")[0])).text.count('class="card"') == 2


@pytest.mark.parametrize(
    "form",
    [
        {"other": "nobody", "judgement": "same"},
        {"other": "\0", "judgement": "same"},
        {"other": "{self}", "judgement": "same"},
        {"other": "{self}", "judgement": "different"},
        {"other": "{self}", "judgement": "perhaps"},
        {},
    ],
)
async def test_what_makes_no_sense_is_refused_with_a_page(
    client: httpx.AsyncClient, said: dict[str, str], form: dict[str, str]
) -> None:
    path = (await client.get(f"/review/speakers/{said['قيس الخزعلي']}")).headers["location"]
    filled = {key: value.replace("{self}", path.rpartition("/")[2]) for key, value in form.items()}
    response = await client.post(f"{path}/merges", data=filled)
    assert response.status_code in (404, 422)
    assert "<h1>This could not be done</h1>" in response.text


async def test_pairs_are_of_speakers_and_not_of_spellings(client: httpx.AsyncClient, said: dict[str, str]) -> None:
    first = (await client.get("/review/pairs.json")).json()[0]
    assert (first["records"], first["documents"]) == (2, 2)
    path = (await client.get(f"/review/speakers/{said['قيس الخزعلي']}")).headers["location"]
    assert first["speaker_id"] == path.rpartition("/")[2]
    query = {"linked_speaker": first["speaker_id"], "linked_about": first["about_id"]}
    assert len((await client.get("/review.json", params=query)).json()["items"]) == 2
    assert (await client.get("/review", params=query)).text.count('class="card"') == 2
