"""Outlets by their domains, the same ones in both languages."""

from __future__ import annotations

import pytest

from app.ingest.items import Raw
from app.ingest.outlets import outlet_at
from app.ingest.read import Told, article_of
from app.ingest.reading import Kind, Reading
from nlp.lexicon.read import read
from nlp.lexicon.sourcing import OutletsFile
from nlp.types import Language


@pytest.mark.parametrize(
    ("url", "english", "arabic"),
    [
        ("https://www.reuters.com/world/1", "Reuters", "رويترز"),
        ("http://reuters.com", "Reuters", "رويترز"),
        ("https://notreuters.com/", None, None),
        ("https://reuters.com.evil.example/", None, None),
        (None, None, None),
    ],
)
def test_an_outlet_by_its_address(url: str | None, english: str | None, arabic: str | None) -> None:
    assert (outlet_at(url, Language.ENGLISH), outlet_at(url, Language.ARABIC)) == (english, arabic)


def test_at_least_150_outlets_are_known_in_both_languages() -> None:
    domains = [{outlet.domain for outlet in read(language, "outlets", OutletsFile).known} for language in Language]
    assert domains[0] == domains[1]
    assert len(domains[0]) >= 150


def test_the_publisher_is_what_is_told_then_what_the_page_says_then_whose_address_it_is() -> None:
    raw = Raw("p", b"", url="https://www.reuters.com/1")
    page = Reading(kind=Kind.HTML, text="x", publisher="Page", language="ar")
    assert article_of(page, raw, Told(publisher="Told")).publisher == "Told"
    assert article_of(page, raw, Told()).publisher == "Page"
    assert article_of(page.model_copy(update={"publisher": None}), raw, Told()).publisher == "رويترز"
