"""Which form is given, by the query and by the header."""

from __future__ import annotations

import json

import httpx
import pytest
from jsonschema import Draft202012Validator

from app.export.formats import FORMATS
from app.export.names import FormatName
from app.export.schema import SCHEMAS, schema_of
from nlp.types import DocumentRecord
from tests.app.api.test_problems import problem
from tests.app.samples import bridge, harbour, silent

pytestmark = pytest.mark.usefixtures("filled")
DOCUMENT = f"/v1/documents/{bridge().document.id}"
ATTRIBUTION = f"/v1/attributions/{bridge().attributions[1].id}"


@pytest.mark.parametrize("path", ["/v1/export", DOCUMENT, ATTRIBUTION])
async def test_the_word_and_the_media_type_choose_the_same(client: httpx.AsyncClient, path: str) -> None:
    for name, form in FORMATS.items():
        if name is FormatName.JSONL and path != "/v1/export":
            continue
        by_word = await client.get(path, params={"format": name}, headers={"Accept": "image/png"})
        by_type = await client.get(path, headers={"Accept": f"image/png, {form.media_type};q=0.4"})
        assert by_word.status_code == by_type.status_code == 200
        assert by_word.content == by_type.content
        assert by_word.headers["content-type"] == by_type.headers["content-type"] == form.content_type
        assert by_word.headers["vary"] == by_type.headers["vary"] == "Accept"
        assert by_word.headers["content-disposition"].endswith(f'.{form.suffix}"')
        assert "content-disposition" not in by_type.headers


async def test_who_takes_anything_gets_what_is_usual(client: httpx.AsyncClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    for headers in ({}, browser):
        assert (await client.get("/v1/export", headers=headers)).headers["content-type"] == "application/jsonl"
        response = await client.get(f"/v1/documents/{silent().document.id}", headers=headers)
        assert response.headers["content-type"] == "application/json"
        assert set(response.json()) == {"document", "attributions", "text"}


@pytest.mark.parametrize("path", ["/v1/export", DOCUMENT, ATTRIBUTION])
async def test_who_takes_nothing_on_offer_is_told_what_is(client: httpx.AsyncClient, path: str) -> None:
    body = problem(await client.get(path, headers={"Accept": "image/png, text/html;q=0.5"}), 406, "not_acceptable")
    assert "text/csv" in body["detail"]
    assert "anno.jsonld" in body["detail"]


async def test_a_form_that_there_is_not(client: httpx.AsyncClient) -> None:
    problem(await client.get("/v1/export?format=xlsx"), 422, "invalid_request")
    body = problem(await client.get(f"/v1/documents/{bridge().document.id}?format=jsonl"), 406, "not_acceptable")
    assert "schema-org" in body["detail"]


@pytest.mark.parametrize("form", ["schema-org", "web-annotation", "csv"])
async def test_one_attribution_is_what_an_export_has_of_it(client: httpx.AsyncClient, form: str) -> None:
    one = (await client.get(f"{ATTRIBUTION}?format={form}")).text
    identifier = bridge().attributions[1].id
    exported = (await client.get(f"/v1/export?document={bridge().document.id}&q=المسؤولين&format={form}")).text
    assert identifier in one
    assert one == exported


async def test_an_array_is_the_lines_of_the_export(client: httpx.AsyncClient) -> None:
    schema = Draft202012Validator(schema_of(SCHEMAS["document-record.schema.json"]))
    array = (await client.get("/v1/export?format=json")).json()
    for one in array:
        schema.validate(one)
    assert [DocumentRecord.model_validate(one) for one in array] == [harbour(), bridge(), silent()]
    assert array == [json.loads(line) for line in (await client.get("/v1/export")).text.splitlines()]
    assert (await client.get("/v1/export?format=json&level=named&act=no_comment&language=en")).json() == []
