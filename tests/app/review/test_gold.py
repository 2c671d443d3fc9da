"""What reviewers settle comes out as gold, and what reads gold for the training reads it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator

from app.store import documents
from nlp.normalise.prepare import prepare
from nlp.training.gold import frames_of, load_gold
from tests.app.samples import BRIDGE, HARBOUR, Said, bridge, harbour, record_of

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "schema" / "gold-document.schema.json"
DOCUMENT = bridge().document.id
PAGE = f"/review/documents/{DOCUMENT}"
FOUND = bridge().attributions


@pytest.fixture
async def reviewed(client: httpx.AsyncClient, app: FastAPI) -> httpx.AsyncClient:
    """All of one document settled, the second record corrected and the last rejected; of another only one record."""
    documents.save(app.state.database, bridge(), BRIDGE)
    documents.save(app.state.database, harbour(), HARBOUR)
    one = FOUND[1].id
    await client.post(f"{PAGE}/records/{one}/span", data={"revision": "0", "move": "content.0.start.earlier"})
    await client.post(f"{PAGE}/records/{one}/speaker", data={"revision": "1", "name": "النقابة"})
    for record in FOUND:
        verdict = "rejected" if record is FOUND[-1] else "accepted"
        revision = "2" if record.id == one else "0"
        answer = await client.post(
            f"{PAGE}/records/{record.id}/verdict", data={"revision": revision, "verdict": verdict}
        )
        assert answer.status_code == 303
    first = harbour().attributions[0].id
    await client.post(
        f"/review/documents/{harbour().document.id}/records/{first}/verdict",
        data={"revision": "0", "verdict": "accepted"},
    )
    return client


async def test_gold_is_read_as_gold(reviewed: httpx.AsyncClient, tmp_path: Path) -> None:
    response = await reviewed.get("/review/gold.zip")
    assert response.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert sorted(archive.namelist()) == [f"{DOCUMENT}.json", f"{DOCUMENT}.txt"]
        archive.extractall(tmp_path)
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    exported = json.loads((tmp_path / f"{DOCUMENT}.json").read_text(encoding="utf-8"))
    schema.validate(exported)
    assert exported["doc"] == f"{DOCUMENT}.txt"
    del exported["records"][0]["level"]
    assert not schema.is_valid(exported)
    (document,) = load_gold(tmp_path)
    assert document.text == BRIDGE
    assert [record["id"] for record in document.records] == [0, 1, 2, 3]
    corrected = document.records[1]
    assert corrected["speaker"] == "النقابة"
    assert corrected["speaker_mentions"] == ["النقابة"]
    assert corrected["about"] == ["بلدية طولان"]
    for record in document.records:
        for span in (record["cue"], record["source"], record["via"], *record["content"]):
            assert span is None or BRIDGE[span["start"] : span["end"]] == span["text"]
    text = prepare(document.text, None)
    frames = frames_of(document, text)
    content = frames[1].content[0]
    assert text.working[content.start : content.end].startswith("أن المسؤولين")


async def test_a_text_with_the_line_breaks_of_windows_keeps_its_places(
    client: httpx.AsyncClient, app: FastAPI, tmp_path: Path
) -> None:
    text = "Tolan\r\n\r\nThe mayor said it rained.\r\n"
    record = record_of(text, Said("said", "it rained", source="The mayor", speaker="The mayor"))
    documents.save(app.state.database, record, text)
    path = f"/review/documents/{record.document.id}/records/{record.attributions[0].id}/verdict"
    await client.post(path, data={"revision": "0", "verdict": "accepted"})
    with zipfile.ZipFile(io.BytesIO((await client.get("/review/gold.zip")).content)) as archive:
        archive.extractall(tmp_path)
    (document,) = load_gold(tmp_path)
    content = document.records[0]["content"][0]
    assert document.text[content["start"] : content["end"]] == content["text"] == "it rained"


async def test_documents_under_review_come_only_when_asked_for(reviewed: httpx.AsyncClient) -> None:
    for query, count in (("", 2), ("?all=1", 4), ("?all=1&language=ar", 2), (f"?all=1&document={DOCUMENT}", 2)):
        response = await reviewed.get(f"/review/gold.zip{query}")
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            assert len(archive.namelist()) == count
