"""What is written down of the API and of the record is what the code does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from app.export.schema import files
from tests.app.samples import bridge, harbour, silent

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"
CHECKED_IN = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}


def validator(name: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(CHECKED_IN[name])
    return Draft202012Validator(CHECKED_IN[name], format_checker=Draft202012Validator.FORMAT_CHECKER)


def described(reference: str) -> Draft202012Validator:
    """Return a validator for a component of the checked-in OpenAPI document."""
    resource = Resource.from_contents(CHECKED_IN["openapi.json"], default_specification=DRAFT202012)
    registry = Registry().with_resource("openapi", resource)
    return Draft202012Validator({"$ref": f"openapi#/components/schemas/{reference}"}, registry=registry)


def test_the_files_are_up_to_date() -> None:
    """If this fails: python -m app.export.schema"""
    assert {name: json.loads(content) for name, content in files().items()} == CHECKED_IN


def test_a_schema_refuses_what_is_not_a_record() -> None:
    record = json.loads(harbour().model_dump_json())
    schema = validator("document-record.schema.json")
    assert schema.is_valid(record)
    del record["attributions"][0]["level"]
    assert not schema.is_valid(record)
    assert not schema.is_valid({**json.loads(silent().model_dump_json()), "extra": 1})


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("path", "component"),
    [
        ("/v1/documents", "DocumentPage"),
        (f"/v1/documents/{bridge().document.id}", "StoredDocument"),
        ("/v1/attributions", "AttributionPage"),
        (f"/v1/attributions/{bridge().attributions[0].id}", "AttributionInDocument"),
        ("/healthz", "Health"),
        ("/v1/attributions?level=famous", "Problem"),
        ("/v1/nothing", "Problem"),
    ],
)
async def test_answers_are_as_described(client: httpx.AsyncClient, path: str, component: str) -> None:
    described(component).validate((await client.get(path)).json())


@pytest.mark.usefixtures("filled")
async def test_everything_served_validates(client: httpx.AsyncClient) -> None:
    attribution = validator("attribution.schema.json")
    document = validator("document.schema.json")
    items: list[dict[str, Any]] = (await client.get("/v1/attributions")).json()["items"]
    assert len(items) == 8
    for item in items:
        attribution.validate(item["attribution"])
        document.validate(item["document"])
    for listed in (await client.get("/v1/documents")).json()["items"]:
        document.validate(listed)
        stored = (await client.get(f"/v1/documents/{listed['id']}")).json()
        validator("stored-document.schema.json").validate(stored)
    lines = (await client.get("/v1/export")).text.splitlines()
    assert len(lines) == 3
    for line in lines:
        validator("document-record.schema.json").validate(json.loads(line))
