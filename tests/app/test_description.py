"""The API's description: nothing in it is left to guess, and its examples are what they are examples of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from app.api.problems import MEDIA_TYPE

FILE = Path(__file__).resolve().parents[2] / "docs" / "schema" / "openapi.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
REGISTRY: Registry[Any] = Registry().with_resource(
    "openapi", Resource.from_contents(DOCUMENT, default_specification=DRAFT202012)
)
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference into the document."""
    found: Any = part
    if "$ref" in part:
        found = DOCUMENT
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
    return dict(found)


def check(example: Any, schema: dict[str, Any]) -> None:
    # The schema's own references are into the whole document.
    absolute = json.loads(json.dumps(schema).replace('"#/', '"openapi#/'))
    Draft202012Validator(absolute, registry=REGISTRY, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        example
    )


def bodies(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what goes in and out of an operation, by its media type."""
    yield from operation.get("requestBody", {}).get("content", {}).items()
    for answer in operation["responses"].values():
        yield from resolved(answer).get("content", {}).items()


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_every_reference_leads_somewhere() -> None:
    found = set(references(DOCUMENT))
    assert found
    for reference in found:
        assert resolved({"$ref": reference})


def test_shapes_are_called_by_one_word() -> None:
    """Two classes of one name in different modules would be told apart by the names of these."""
    assert [name for name in DOCUMENT["components"]["schemas"] if not name.isalnum()] == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_says_what_it_does(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation["summary"][0].isupper()
    assert not operation["summary"].endswith(".")
    assert operation["description"].endswith(".")
    assert set(operation["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"] if tag["description"]}
    for parameter in operation.get("parameters", ()):
        # What an id is needs no word; everything else does.
        assert parameter["name"] in ("identifier", "number") or parameter.get("description"), parameter["name"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_its_examples_are_what_it_takes_and_gives(name: str) -> None:
    checked = 0
    for media_type, body in bodies(OPERATIONS[name]):
        if body.get("schema", {}).get("format") == "binary" or media_type == "text/event-stream":
            continue  # files, and what never ends
        if media_type != MEDIA_TYPE:  # what is a problem everywhere needs no example here
            assert "example" in body, media_type
        if "example" in body:
            check(body["example"], body.get("schema", {}))
            checked += 1
    for parameter in OPERATIONS[name].get("parameters", ()):
        if "example" in parameter:
            check(parameter["example"], parameter["schema"])
    assert checked or "204" in OPERATIONS[name]["responses"] or name.endswith(("/content", "/events"))


@pytest.mark.parametrize("name", OPERATIONS)
def test_it_says_how_it_can_fail(name: str) -> None:
    operation = OPERATIONS[name]
    failures = {status: resolved(answer) for status, answer in operation["responses"].items() if status[0] not in "23"}
    assert "default" in failures
    for answer in failures.values():
        assert list(answer["content"]) == [MEDIA_TYPE]
        assert answer["description"]
    if "{identifier}" in name:
        assert "404" in failures
    if operation.get("security"):
        assert {"401", "403", "429"} <= set(failures)
    if "requestBody" in operation:
        assert {"400", "413", "422"} <= set(failures)
    if "ETag" in operation["responses"].get("200", {}).get("headers", ()):
        assert "content" not in operation["responses"]["304"]
    if name.startswith("POST"):
        assert "409" in failures
        assert "Idempotency-Key" in [parameter["name"] for parameter in operation["parameters"]]
