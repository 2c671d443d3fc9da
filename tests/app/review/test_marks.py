"""Characters that turn text around are shown and have no effect."""

from __future__ import annotations

import re
import unicodedata

import httpx
from fastapi import FastAPI
from markupsafe import Markup

from app.review.marks import marked
from app.store import documents
from tests.app.samples import Said, record_of

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ELEMENT = re.compile('<bdi class="control" data-name="[A-Z]{3}">.</bdi>')


def test_every_character_that_turns_text_is_marked_and_no_other() -> None:
    turning = {
        chr(point)
        for point in range(0x110000)
        if unicodedata.bidirectional(chr(point)) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    }
    assert turning == set(TURNING)
    for letter in TURNING:
        assert f'data-name="{unicodedata.bidirectional(letter)}">{letter}</bdi>' in marked(letter)
    for harmless in ("", "قال\u200f الوزير\u200e", "\u061c", "<b>"):
        assert marked(harmless) == harmless
        assert not isinstance(marked(harmless), Markup)


def test_the_rest_is_escaped_and_nothing_is_lost() -> None:
    text = f'<b>"{TURNING}"</b>&amp;\u202e'
    found = marked(text)
    assert "<b>" not in found
    assert Markup(ELEMENT.sub(lambda match: match[0][-7], str(found))).unescape() == text


async def test_on_every_page(app: FastAPI, client: httpx.AsyncClient) -> None:
    """Whatever the author of an article controls: the name, the title, the publisher, and the words."""
    name = "Rami\u202edadd\u2066aH"
    text = f"{name} said the \u202dbridge would \u202bopen in spring."
    said = Said("said", "the \u202dbridge would \u202bopen", source=name, speaker=name, role=name)
    record = record_of(text, said, title=f"T{name}", publisher=f"P{name}")
    documents.save(app.state.database, record, text)
    (found,) = record.attributions
    assert found.speaker
    page = f"/review/documents/{record.document.id}"
    for path in (
        page,
        f"{page}?record={found.id}",
        "/review",
        "/review/documents",
        f"/review/speakers/{found.speaker.id}",
    ):
        shown = (await client.get(path, follow_redirects=True)).text
        body = shown[shown.index("<body>") :]
        assert 'data-name="RLO"' in body
        naked = re.sub(r"<[^>]*>", "", ELEMENT.sub("", body))  # neither marked nor in an attribute
        assert [letter for letter in TURNING if letter in naked] == [], path
