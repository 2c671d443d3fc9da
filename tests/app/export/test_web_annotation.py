"""W3C annotations: valid by the recommendation, and each selector finds its words in the text."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from app.db import Database
from app.export.web_annotation import MEDIA_TYPE
from app.store import documents
from app.store.export import records_in_json
from app.store.filters import AttributionFilter
from tests.app.samples import BRIDGE, HARBOUR, SILENT, Said, bridge, harbour, record_of

SCHEMA = Draft202012Validator(json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text()))
TEXTS = {
    "ni:///sha-256;" + urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("="): text
    for text in (HARBOUR, BRIDGE, SILENT)
}


async def collection(client: httpx.AsyncClient, path: str = "/v1/export") -> dict[str, Any]:
    response = await client.get(path, headers={"Accept": MEDIA_TYPE})
    assert response.headers["content-type"] == MEDIA_TYPE
    found: dict[str, Any] = response.json()
    SCHEMA.validate(found)
    return found


@pytest.mark.usefixtures("filled")
async def test_every_selector_finds_its_words(client: httpx.AsyncClient) -> None:
    found = await collection(client)
    assert found["total"] == len(found["first"]["items"]) == 8
    for annotation in found["first"]["items"]:
        places = [body for body in annotation["body"] if body["type"] == "SpecificResource"] + annotation["target"]
        for place in places:
            text = TEXTS[place["source"]["id"]]
            position, quote = place["selector"]
            # Code points: one of the texts has a character outside the basic plane before its last record.
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert text.startswith(quote["prefix"], position["start"] - len(quote["prefix"]))
            assert text.startswith(quote["suffix"], position["end"])
            assert len(quote["prefix"]) == min(32, position["start"])


@pytest.mark.usefixtures("filled")
async def test_an_annotation_says_who_speaks_and_how(client: httpx.AsyncClient) -> None:
    annotation = (await collection(client))["first"]["items"][1]
    told = harbour().attributions[1]
    assert annotation["id"].endswith(f"#{told.id}")
    by_purpose: dict[str, list[str]] = {}
    for body in annotation["body"]:
        words = body["value"] if body["type"] == "TextualBody" else body["selector"][1]["exact"]
        by_purpose.setdefault(body["purpose"], []).append(words)
    assert by_purpose == {
        "identifying": ["A harbour official", "A harbour official"],
        "describing": ["told"],
        "linking": ["the Tolan Courier"],
        "tagging": ["indirect", "statement", "anonymous", "unnamed_described"],
    }
    assert [target["selector"][1]["exact"] for target in annotation["target"]] == ["militias had blocked 45 lorries"]


@pytest.mark.usefixtures("filled")
async def test_a_refusal_to_comment_is_annotated_where_it_stands(client: httpx.AsyncClient) -> None:
    annotations = (await collection(client, "/v1/export?act=no_comment"))["first"]["items"]
    assert [one["target"][0]["selector"][1]["exact"] for one in annotations] == ["ورفض"]


@pytest.mark.usefixtures("filled")
async def test_one_document_is_the_same_collection(client: httpx.AsyncClient) -> None:
    identifier = bridge().document.id
    assert await collection(client, f"/v1/documents/{identifier}") == await collection(
        client, f"/v1/export?document={identifier}"
    )


async def test_nothing_is_an_empty_collection(client: httpx.AsyncClient) -> None:
    assert (await collection(client))["first"]["items"] == []


def test_texts_come_with_their_records_however_many(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of one row and of all but one row, cut by rows and cut by text, give the same."""
    for number in range(5):
        text = f"Guard {number} said gate {number} was shut. Guard {number} told us it was loud."
        said = [Said("said", f"gate {number} was shut"), Said("told", "it was loud")]
        documents.save(database, record_of(text, *said), text)
    everything = list(records_in_json(database, AttributionFilter(), with_text=True))
    assert len(everything) == 10
    for row in everything:
        assert hashlib.sha256((row.text or "").encode()).hexdigest() == row.document.sha256
    for limit in ("EXPORT_PORTION", "EXPORT_TEXTS"):
        for most in (1, 3, 100, 200):
            with monkeypatch.context() as patch:
                patch.setattr(f"app.store.export.{limit}", most)
                assert list(records_in_json(database, AttributionFilter(), with_text=True)) == everything
