"""schema.org as JSON-LD: one graph of articles and of what is said in them.

Words in quotation marks are a `Quotation`, whose `spokenByCharacter` is by definition whoever the words are attributed
to within the work they stand in. A statement in the writer's words, wholly or in part, is a `Claim`: `author` is whose
claim it is, `claimInterpreter` the publisher who put it into these words, `appearance` the article. A refusal to
comment states nothing and is left out. Identities are `ni:` names, so that graphs of several exports can be joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from pydantic_core import to_json

from app.export import iri
from app.export.content import words
from app.store.export import Exported
from nlp.types import Attribution, Document, EntityKind, Level, Speaker, SpeakerKind, Type

MEDIA_TYPE: Final = "application/ld+json"
CONTEXT: Final = "https://schema.org"

_TYPE_OF_ENTITY: Final = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANIZATION: "Organization",
    EntityKind.PLACE: "Place",
}


def write(rows: Iterable[Exported]) -> Iterator[str]:
    """Give the graph node by node."""
    separator = f'{{"@context":"{CONTEXT}","@graph":[\n'
    for document, of_document in groupby(rows, key=lambda row: row.document):
        yield separator + to_json(_article(document)).decode()
        separator = ",\n"
        for row in of_document:
            node = row.attribution and statement(document, Attribution.model_validate_json(row.attribution))
            if node:
                yield separator + to_json(node).decode()
    yield "\n]}\n" if separator == ",\n" else separator + "]}\n"


def statement(document: Document, attribution: Attribution) -> dict[str, Any] | None:
    """Return the node of an attribution; null for one without content."""
    if not attribution.content:
        return None
    article = {"@id": iri.of_text(document)}
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": iri.of_part(document, attribution.id),
        "identifier": attribution.id,
        "text": words(attribution),
        "inLanguage": document.language,
        "keywords": [attribution.act, attribution.level, attribution.sourcing.detail],
    }
    if attribution.type is Type.DIRECT:
        node |= {"@type": "Quotation", "isPartOf": article}
    else:
        node |= {"appearance": article}
        if document.publisher:
            node["claimInterpreter"] = _publisher(document.publisher)
    if attribution.speaker:
        node |= _spoken_by(document, attribution, attribution.speaker)
    if attribution.about:
        entities = {mention.entity.id: mention.entity for mention in attribution.about}
        node["about"] = [
            {"@type": _TYPE_OF_ENTITY[one.kind], "@id": iri.of_part(document, one.id), "name": one.name}
            for one in entities.values()
        ]
    if attribution.said_at:
        node["dateCreated"] = attribution.said_at.value
    if document.published_at:
        node["datePublished"] = document.published_at.isoformat()
    return node


def _article(document: Document) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Article",
        "@id": iri.of_text(document),
        "identifier": document.id,
        "inLanguage": document.language,
    }
    if document.title:
        node["headline"] = document.title
    if document.publisher:
        node["publisher"] = _publisher(document.publisher)
    if document.url:
        node["url"] = document.url
    if document.published_at:
        node["datePublished"] = document.published_at.isoformat()
    return node


def _spoken_by(document: Document, attribution: Attribution, speaker: Speaker) -> dict[str, Any]:
    """Return the property that says who speaks. The vocabulary lets people and organisations speak, but no document:
    what a document says is based on it."""
    node: dict[str, Any] = {"@type": "Organization", "@id": iri.of_part(document, speaker.id)}
    # What an unnamed source is called is a description, and in a graph it must not pass for anybody's name.
    node["description" if attribution.level is Level.ANONYMOUS else "name"] = speaker.name
    if speaker.kind is SpeakerKind.DOCUMENT:
        return {"isBasedOn": {**node, "@type": "CreativeWork"}}
    if speaker.kind is SpeakerKind.PERSON:
        node["@type"] = "Person"
        if attribution.sourcing.role:
            node["jobTitle"] = attribution.sourcing.role
        if attribution.sourcing.affiliation:
            node["affiliation"] = {"@type": "Organization", "name": attribution.sourcing.affiliation}
    return {"spokenByCharacter" if attribution.type is Type.DIRECT else "author": node}


def _publisher(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name}
