"""schema.org graphs: each type, each property, and where it may stand, as the vocabulary defines them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.db import Database
from app.store import documents
from nlp.types import EntityKind, SourcingDetail, SpeakerKind, Type
from tests.app.samples import Said, bridge, harbour, record_of

# Facts from the vocabulary's definition (schema.org, version 29): the parent of each type, and of each property the
# types that have it (`domainIncludes`) and those of its values (`rangeIncludes`, as far as they concern us).
PARENT = {
    "Article": "CreativeWork",
    "Quotation": "CreativeWork",
    "Claim": "CreativeWork",
    "CreativeWork": "Thing",
    "Person": "Thing",
    "Organization": "Thing",
    "Place": "Thing",
}
PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "identifier": ({"Thing"}, {"Text"}),
    "name": ({"Thing"}, {"Text"}),
    "description": ({"Thing"}, {"Text"}),
    "url": ({"Thing"}, {"Text"}),
    "headline": ({"CreativeWork"}, {"Text"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "keywords": ({"CreativeWork"}, {"Text"}),
    "inLanguage": ({"CreativeWork"}, {"Text"}),
    "dateCreated": ({"CreativeWork"}, {"Text"}),
    "datePublished": ({"CreativeWork"}, {"Text"}),
    "about": ({"CreativeWork"}, {"Thing"}),
    "author": ({"CreativeWork"}, {"Organization", "Person"}),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork"}),
    "spokenByCharacter": ({"Quotation"}, {"Organization", "Person"}),
    "appearance": ({"Claim"}, {"CreativeWork"}),
    "claimInterpreter": ({"Claim"}, {"Organization", "Person"}),
    "jobTitle": ({"Person"}, {"Text"}),
    "affiliation": ({"Organization", "Person"}, {"Organization"}),
}


def kinds(name: str) -> set[str]:
    """Return a type and all it is a subtype of."""
    return {name} | (kinds(PARENT[name]) if name in PARENT else set())


def check(graph: list[dict[str, Any]]) -> None:
    """Check every node of a graph against the vocabulary."""
    types = {node["@id"]: node["@type"] for node in graph}

    def check_node(node: dict[str, Any]) -> None:
        assert node["@type"] in PARENT
        for name, value in node.items():
            if not name.startswith("@"):
                domains, ranges = PROPERTIES[name]
                assert domains & kinds(node["@type"]), (node["@type"], name)
                for one in value if isinstance(value, list) else [value]:
                    check_value(one, ranges)

    def check_value(value: Any, ranges: set[str]) -> None:
        if isinstance(value, dict):
            assert ranges & kinds(types[value["@id"]] if set(value) == {"@id"} else value["@type"])
            if "@type" in value:
                check_node(value)
        else:
            assert isinstance(value, str)
            assert "Text" in ranges

    for node in graph:
        check_node(node)


async def graph(client: httpx.AsyncClient, path: str = "/v1/export") -> list[dict[str, Any]]:
    response = await client.get(path, headers={"Accept": "application/ld+json"})
    assert response.headers["content-type"] == "application/ld+json"
    found = response.json()
    assert set(found) == {"@context", "@graph"}
    assert found["@context"] == "https://schema.org"
    check(found["@graph"])
    return list(found["@graph"])


@pytest.mark.usefixtures("filled")
async def test_direct_speech_is_a_quotation_and_indirect_a_claim(client: httpx.AsyncClient) -> None:
    nodes = await graph(client)
    article, said, told, complained = nodes[:4]
    assert article == {
        "@type": "Article",
        "@id": article["@id"],
        "identifier": harbour().document.id,
        "inLanguage": "en",
        "headline": "Bridge to open",
        "publisher": {"@type": "Organization", "name": "Sample Post"},
        "datePublished": "2026-03-02T08:30:00+00:00",
    }
    assert said["@type"] == "Claim"
    assert said["text"] == "the new bridge would open in spring"
    assert (said["author"]["@type"], said["author"]["name"]) == ("Person", "Rami Haddad")
    assert said["author"]["jobTitle"] == "the mayor of Tolan"
    assert said["appearance"] == {"@id": article["@id"]}
    assert said["claimInterpreter"]["name"] == "Sample Post"
    # Nobody is called `A harbour official`.
    assert told["author"]["description"] == "A harbour official"
    assert "name" not in told["author"]
    assert complained["@type"] == "Quotation"
    assert complained["spokenByCharacter"]["description"] == "residents"
    assert complained["isPartOf"] == {"@id": article["@id"]}


@pytest.mark.usefixtures("filled")
async def test_every_content_is_there_once_and_refusals_are_not(client: httpx.AsyncClient) -> None:
    nodes = await graph(client)
    contents = [one for record in (harbour(), bridge()) for one in record.attributions if one.content]
    assert [node["identifier"] for node in nodes if node["@type"] != "Article"] == [one.id for one in contents]
    assert sum(node["@type"] == "Article" for node in nodes) == 3
    assert len({node["@id"] for node in nodes}) == len(nodes)


@pytest.mark.usefixtures("filled")
async def test_one_document_is_the_same_graph(client: httpx.AsyncClient) -> None:
    identifier = bridge().document.id
    assert await graph(client, f"/v1/documents/{identifier}") == await graph(
        client, f"/v1/export?document={identifier}"
    )


async def test_every_kind_of_speaker_and_entity_has_its_type(client: httpx.AsyncClient, database: Database) -> None:
    text = "A says x1 of P. B says x2 of Q. C says x3 of R. D says x4. E says x5."
    kinds_of = zip("ABCDE", SpeakerKind, [*EntityKind, None, None], strict=True)
    said = [
        Said(
            cue=f"says x{place}"[:4],
            content=f"x{place}",
            speaker=letter,
            source=letter,
            kind=kind,
            detail=SourcingDetail.NAMED_PERSON,
            type=Type.DIRECT if place % 2 else Type.INDIRECT,
            about=[("PQR"[place - 1], entity)] if entity else (),
        )
        for place, (letter, kind, entity) in enumerate(kinds_of, 1)
    ]
    record = record_of(text, *said)
    # The samples place a cue where its word first stands; the ids must differ.
    record = record.model_copy(
        update={"attributions": [one.model_copy(update={"id": f"{n}"}) for n, one in enumerate(record.attributions)]}
    )
    documents.save(database, record, text)
    _, *statements = await graph(client)
    speakers = [
        next(node[key] for key in ("spokenByCharacter", "author", "isBasedOn") if key in node) for node in statements
    ]
    assert [speaker["@type"] for speaker in speakers] == [
        "Person",
        "Organization",
        "Organization",
        "CreativeWork",
        "Organization",
    ]
    assert [node["about"][0]["@type"] for node in statements[:3]] == ["Person", "Organization", "Place"]


async def test_nothing_is_an_empty_graph(client: httpx.AsyncClient) -> None:
    assert await graph(client) == []
