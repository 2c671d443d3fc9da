"""Texts through the whole service: posted, read by the real engine, kept in a real database, served and exported."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.types import Attribution, DocumentRecord
from tests.app.samples import BRIDGE, HARBOUR


def spans(attribution: dict[str, Any]) -> list[dict[str, Any]]:
    found = [attribution["cue"], attribution["source"], attribution["via"]]
    found += attribution["content"] + attribution["about"] + attribution["sourcing"]["evidence"]
    return [span for span in found if span is not None]


@pytest.mark.parametrize(("text", "language"), [(HARBOUR, "en"), (BRIDGE, "ar")])
async def test_from_a_posted_text_to_an_exported_record(client: httpx.AsyncClient, text: str, language: str) -> None:
    told = {"title": "عنوان", "publisher": "Sample Post", "url": "https://news.example/1?q=é"}
    response = await client.post("/v1/documents", json={"text": text, "published_at": "2026-03-02T10:30+02:00", **told})
    assert response.status_code == 201
    record = response.json()
    assert record["document"]["language"] == language
    assert record["document"]["published_at"] == "2026-03-02T08:30:00Z"
    assert {key: record["document"][key] for key in told} == told
    assert record["attributions"]
    for attribution in record["attributions"]:
        for span in spans(attribution):
            assert text[span["start"] : span["end"]] == span["text"]

    stored = (await client.get(response.headers["location"])).json()
    assert stored.pop("text") == text
    assert stored == record
    listed = (await client.get("/v1/attributions", params={"document": record["document"]["id"]})).json()["items"]
    assert [item["attribution"] for item in listed] == record["attributions"]
    for attribution in record["attributions"]:
        single = (await client.get(f"/v1/attributions/{attribution['id']}")).json()
        assert (single["document"], single["attribution"]) == (record["document"], attribution)
    (line,) = (await client.get("/v1/export")).text.splitlines()
    assert json.loads(line) == record


async def test_what_was_posted_is_found_by_its_words(client: httpx.AsyncClient) -> None:
    await client.post("/v1/documents", json={"text": BRIDGE})
    await client.post("/v1/documents", json={"text": HARBOUR})
    items = (await client.get("/v1/attributions", params={"q": "المسؤولون بلديه"})).json()["items"]
    assert [Attribution.model_validate(item["attribution"]).cue.text for item in items] == ["وأضاف"]


async def test_the_same_text_twice_is_one_document(client: httpx.AsyncClient) -> None:
    first = await client.post("/v1/documents", json={"text": HARBOUR, "title": "First"})
    again = await client.post("/v1/documents", json={"text": HARBOUR, "title": "Second"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["location"] == again.headers["location"]
    assert first.json() == again.json()


async def test_the_same_text_twenty_times_at_once_is_one_document(client: httpx.AsyncClient) -> None:
    responses = await asyncio.gather(*(client.post("/v1/documents", json={"text": HARBOUR}) for _ in range(20)))
    assert sorted(response.status_code for response in responses) == [200] * 19 + [201]
    assert len({response.text for response in responses}) == 1
    assert len((await client.get("/v1/documents")).json()["items"]) == 1
    records = DocumentRecord.model_validate(responses[0].json()).attributions
    assert len((await client.get("/v1/attributions")).json()["items"]) == len(records)


@pytest.mark.parametrize("text", [" ", "\n\t\u200f"])
async def test_a_text_that_the_engine_does_not_take(client: httpx.AsyncClient, text: str) -> None:
    response = await client.post("/v1/documents", json={"text": text})
    assert response.status_code == 422
    assert response.json()["code"] == "refused_text"
    assert response.json()["detail"]
    assert (await client.get("/v1/documents")).json()["items"] == []


async def test_others_are_served_while_a_text_is_read(client: httpx.AsyncClient) -> None:
    text = " ".join(f"Minister {number} said that road {number} would be closed." for number in range(600))
    posting = asyncio.create_task(client.post("/v1/documents", json={"text": text}))
    await asyncio.sleep(0.05)
    for _ in range(3):
        assert (await client.get("/healthz")).status_code == 200
    assert not posting.done()
    assert (await posting).status_code == 201


WORDS = st.sampled_from(
    [
        "قال",
        "وأضاف",
        "المتحدث",
        "إن",
        "«",
        "»",
        "“",
        "”",
        '"',
        "said",
        "that",
        "the mayor",
        ".",
        ":",
        "\n",
        "ـــ",
        "\u200f",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(exclude_categories=())),
    st.lists(WORDS | st.text(max_size=3), max_size=40).map(" ".join),
)


@given(text=TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_string_at_all(client: httpx.AsyncClient, text: str) -> None:
    """Every span is the text's own, or the text is refused as a problem."""
    body = json.dumps({"text": text})
    response = await client.post("/v1/documents", content=body, headers={"Content-Type": "application/json"})
    if response.status_code == 422:
        assert response.json()["code"] in ("refused_text", "invalid_request")
        return
    assert response.status_code in (200, 201), response.text
    for attribution in response.json()["attributions"]:
        for span in spans(attribution):
            assert text[span["start"] : span["end"]] == span["text"]
