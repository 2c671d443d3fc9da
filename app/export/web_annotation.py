"""W3C Web Annotation Data Model (Recommendation of 2017-02-23): an annotation for each attribution.

The target is the content (of a refusal to comment, the words that refuse), each piece by its position in the text and
by its words with a little of what stands around them. Positions are Unicode code points, as the model demands and as
all offsets of Isnad are. The bodies say who speaks (`identifying`: the full name, and where the sentence names them),
point at the reporting words (`describing`) and at an outlet between (`linking`), and tag type, act, level and detail.

All of them together are one `AnnotationCollection` with its one page inside, named by the digest of its annotations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic_core import to_json

from app.export import iri
from app.store.export import Exported
from nlp.types import Attribution, Document, Span

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE: Final = f'application/ld+json;profile="{CONTEXT}"'

# How many code points around a quotation tell it from the same words elsewhere in the text.
_AROUND: Final = 32


def write(rows: Iterable[Exported]) -> Iterator[str]:
    """Give the collection annotation by annotation; `rows` come with their texts."""
    yield f'{{"@context":"{CONTEXT}","type":"AnnotationCollection","first":'
    yield '{"type":"AnnotationPage","startIndex":0,"items":['
    digest = hashlib.sha256()
    total = 0
    for row in rows:
        if row.attribution is None:
            continue
        assert row.text is not None
        item = to_json(annotation(row.document, Attribution.model_validate_json(row.attribution), row.text))
        digest.update(item)
        yield (",\n" if total else "\n") + item.decode()
        total += 1
    name = iri.of_content(digest)
    yield f'\n],"id":"{name}#page"}},"total":{total},"id":"{name}"}}\n'


def annotation(document: Document, attribution: Attribution, text: str) -> dict[str, Any]:
    """Return the annotation of an attribution; `text` is the document's."""
    place = _Place(document, text)
    bodies: list[dict[str, Any]] = []
    if attribution.speaker:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": attribution.speaker.name})
    if attribution.source:
        bodies.append({**place.of(attribution.source), "purpose": "identifying"})
    bodies.append({**place.of(attribution.cue), "purpose": "describing"})
    if attribution.via:
        bodies.append({**place.of(attribution.via), "purpose": "linking"})
    tags = (attribution.type, attribution.act, attribution.level, attribution.sourcing.detail)
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag]
    return {
        "id": iri.of_part(document, attribution.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [place.of(piece) for piece in attribution.content or [attribution.cue]],
    }


class _Place:
    """Where spans of one document are."""

    def __init__(self, document: Document, text: str) -> None:
        self._text = text
        self._source = {
            "id": iri.of_text(document),
            "type": "Text",
            "format": "text/plain",
            "language": document.language,
        }
        self._scope = document.url

    def of(self, span: Span) -> dict[str, Any]:
        """Return a span of the text as a specific resource, with the page on the Web as its scope."""
        before = self._text[max(0, span.start - _AROUND) : span.start]
        after = self._text[span.end : span.end + _AROUND]
        quote = {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after}
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        found: dict[str, Any] = {"type": "SpecificResource", "source": self._source, "selector": [position, quote]}
        if self._scope:
            found["scope"] = self._scope
        return found
