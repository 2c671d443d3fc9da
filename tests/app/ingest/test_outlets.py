"""Who published a page, as the article that is given to the engine says."""

from __future__ import annotations

from app.ingest.items import Raw
from app.ingest.read import Told, article_of
from app.ingest.reading import Kind, Reading


def test_the_publisher_is_what_is_told_then_what_the_page_says_then_whose_address_it_is() -> None:
    raw = Raw("p", b"", url="https://www.reuters.com/1")
    page = Reading(kind=Kind.HTML, text="x", publisher="Page", language="ar")
    assert article_of(page, raw, Told(publisher="Told")).publisher == "Told"
    assert article_of(page, raw, Told()).publisher == "Page"
    assert article_of(page.model_copy(update={"publisher": None}), raw, Told()).publisher == "رويترز"
