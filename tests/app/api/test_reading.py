from __future__ import annotations

import json

import httpx
import pytest

from app.db import Database
from app.store import documents
from nlp.types import Attribution, Document, DocumentRecord
from tests.app.samples import BRIDGE, bridge, harbour, record_of, silent

pytestmark = pytest.mark.usefixtures("filled")


async def test_a_document_with_its_text_and_records(client: httpx.AsyncClient) -> None:
    response = await client.get(f"/v1/documents/{bridge().document.id}")
    assert response.status_code == 200
    body = response.json()
    assert body.pop("text") == BRIDGE
    assert DocumentRecord.model_validate(body) == bridge()
    for attribution in body["attributions"]:
        for span in (attribution["cue"], *attribution["content"]):
            assert BRIDGE[span["start"] : span["end"]] == span["text"]


async def test_documents_are_listed(client: httpx.AsyncClient) -> None:
    body = (await client.get("/v1/documents")).json()
    assert body["next_cursor"] is None
    assert [Document.model_validate(item) for item in body["items"]] == [
        harbour().document,
        bridge().document,
        silent().document,
    ]
    arabic = (await client.get("/v1/documents", params={"language": "ar"})).json()
    assert [item["id"] for item in arabic["items"]] == [bridge().document.id]


@pytest.mark.parametrize("path", ["/v1/documents", "/v1/attributions", "/v1/attributions?level=named&act=statement"])
async def test_links_lead_through_every_page(client: httpx.AsyncClient, path: str) -> None:
    everything = (await client.get(path)).json()["items"]
    seen = []
    response = await client.get(path, params={**dict(httpx.URL(path).params), "limit": 1})
    while "next" in response.links:
        assert len(response.json()["items"]) == 1
        seen += response.json()["items"]
        response = await client.get(response.links["next"]["url"])
    assert response.json()["next_cursor"] is None
    assert seen + response.json()["items"] == everything


async def test_an_attribution_with_its_document(client: httpx.AsyncClient) -> None:
    wanted = harbour().attributions[1]
    body = (await client.get(f"/v1/attributions/{wanted.id}")).json()
    assert Attribution.model_validate(body["attribution"]) == wanted
    assert Document.model_validate(body["document"]) == harbour().document


@pytest.mark.parametrize(
    ("query", "cues"),
    [
        ({"level": "outlet"}, ["وأفادت"]),
        ({"level": ["outlet", "anonymous"]}, ["told", "complained", "وأفادت"]),
        ({"act": "no_comment"}, ["ورفض"]),
        ({"type": "direct"}, ["complained"]),
        ({"language": "en", "level": "named"}, ["said"]),
        ({"speaker": "سامر الحداد"}, ["قال", "وأضاف"]),
        ({"about": "طولان"}, ["وأضاف"]),
        ({"document": harbour().document.id, "q": "lorry"}, ["told"]),
    ],
)
async def test_attributions_are_narrowed(
    client: httpx.AsyncClient, query: dict[str, str | list[str]], cues: list[str]
) -> None:
    body = (await client.get("/v1/attributions", params=query)).json()
    assert [item["attribution"]["cue"]["text"] for item in body["items"]] == cues


async def test_an_export_holds_every_record_as_it_was(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/export")
    assert response.headers["content-type"].startswith("application/jsonl")
    lines = response.text.splitlines()
    assert [DocumentRecord.model_validate_json(line) for line in lines] == [harbour(), bridge(), silent()]


async def test_an_export_holds_what_the_filters_let_through(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/export", params={"level": ["outlet", "anonymous"]})
    records = [DocumentRecord.model_validate_json(line) for line in response.text.splitlines()]
    assert [record.document for record in records] == [harbour().document, bridge().document]
    assert [record.attributions for record in records] == [harbour().attributions[1:], bridge().attributions[4:]]


async def test_exports_one_after_the_other_give_their_places_back(client: httpx.AsyncClient) -> None:
    for _ in range(10):
        assert (await client.get("/v1/export")).status_code == 200


async def test_line_separators_in_a_title_do_not_break_a_line(client: httpx.AsyncClient, database: Database) -> None:
    text = "Some text with a\u2028separator."
    documents.save(database, record_of(text, title="a\u2028b\nc\x85d"), text)
    lines = (await client.get("/v1/export")).text.split("\n")
    assert lines.pop() == ""
    assert json.loads(lines[-1])["document"]["title"] == "a\u2028b\nc\x85d"


async def test_a_document_is_deleted(client: httpx.AsyncClient) -> None:
    path = f"/v1/documents/{harbour().document.id}"
    response = await client.delete(path)
    assert (response.status_code, response.content) == (204, b"")
    assert (await client.get(path)).status_code == 404
    assert (await client.delete(path)).status_code == 404
    assert len((await client.get("/v1/attributions")).json()["items"]) == len(bridge().attributions)


async def test_health(client: httpx.AsyncClient) -> None:
    response = await client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_the_original_text_keeps_every_character(client: httpx.AsyncClient, database: Database) -> None:
    text = "\ufeffA\r\nb\u200f \U0001f309 ـــ\u0301."
    documents.save(database, record_of(text), text)
    body = (await client.get(f"/v1/documents/{record_of(text).document.id}")).json()
    assert body["text"] == text
