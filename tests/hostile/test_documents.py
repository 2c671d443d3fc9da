"""Documents that nobody means well with: each is read or refused with its problem, within its budget."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.ingest.limits import MAX_FEED_ENTRIES, PARSE_WALL_SECONDS
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind
from app.ingest.sandbox import Sandbox
from nlp.errors import RefusedText
from nlp.normalise.prepare import prepare
from tests.hostile.pdfs import WORDS, drawing, encrypted, flate_bomb, pdf

STORY = "<h1>A story</h1><p>The mayor of Tolan said on Monday that the old bridge would open in spring again.</p>"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    sandbox.read(Kind.HTML, f"<html><body>{STORY}</body></html>".encode())  # the libraries are loaded now
    yield sandbox
    sandbox.close()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


def problem(sandbox: Sandbox, kind: Kind, content: bytes) -> Problem:
    with pytest.raises(Unreadable) as refusal:
        sandbox.read(kind, content)
    assert str(refusal.value)
    return refusal.value.problem


def test_a_tag_with_200_000_attributes(sandbox: Sandbox) -> None:
    tag = b"<p " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">"
    with within(PARSE_WALL_SECONDS + 10):
        assert problem(sandbox, Kind.HTML, b"<html><body>" + tag + STORY.encode()) is Problem.TOO_COSTLY
    with within(60):
        assert "old bridge" in sandbox.read(Kind.HTML, f"<html><body>{STORY}</body></html>".encode()).text


def test_100_000_nested_elements(sandbox: Sandbox) -> None:
    with within(30):
        assert problem(sandbox, Kind.HTML, b"<div>" * 100_000 + STORY.encode()) is Problem.TOO_DEEP


def test_a_sentence_of_two_megabytes(sandbox: Sandbox) -> None:
    with within(40):
        reading = sandbox.read(Kind.HTML, f"<html><body><article><p>{'word ' * 399_999}end.</p></article>".encode())
    assert len(reading.text) == 5 * 399_999 + 4


def test_script_in_the_title_and_addresses_that_run(sandbox: Sandbox) -> None:
    page = (
        "<html><head><title>x</title><link rel=canonical href='javascript:alert(1)'><script type='application/ld+json'>"
        '{"@type": "NewsArticle", "headline": "Bridge <script>alert(1)<\\/script>", "author": {"name": "'
        f"{'N' * 10_000}"
        '"}}</script></head><body>' + STORY + "<a href='javascript:alert(2)'>more</a></body></html>"
    )
    with within(20):
        reading = sandbox.read(Kind.HTML, page.encode(), None, "https://news.example/1")
    assert reading.url == "https://news.example/1"
    assert "<" not in (reading.title or "")
    assert reading.author is not None
    assert len(reading.author) <= 1_000
    assert "javascript" not in reading.text


def test_a_feed_with_10_000_entries(sandbox: Sandbox) -> None:
    entry = "<item><title>Story {0}</title><link>{1}/{0}</link></item>"
    links = ["javascript:alert(1)//", *["https://news.example"] * 9_999]
    items = "".join(entry.format(number, link) for number, link in enumerate(links))
    with within(60):
        reading = sandbox.read(
            Kind.FEED, f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()
        )
    assert [entry.url for entry in reading.entries[:2]] == ["https://news.example/1", "https://news.example/2"]
    assert len(reading.entries) == MAX_FEED_ENTRIES - 1
    assert "10,000 entries" in reading.notes[0]


def test_a_pdf_that_unpacks_to_four_gigabytes(sandbox: Sandbox) -> None:
    bomb = flate_bomb(4)
    assert len(bomb) < 20_000_000
    with within(PARSE_WALL_SECONDS + 10):
        assert problem(sandbox, Kind.PDF, bomb) is Problem.TOO_COSTLY


def test_a_pdf_whose_pages_repeat(sandbox: Sandbox) -> None:
    with within(30):
        reading = sandbox.read(Kind.PDF, pdf(drawing(WORDS, kids=b"[" + b"3 0 R 2 0 R " * 500 + b"]", count=10**9)))
    assert reading.text == "The mayor said that the bridge was open."


def test_an_encrypted_pdf(sandbox: Sandbox) -> None:
    assert problem(sandbox, Kind.PDF, encrypted()) is Problem.ENCRYPTED


def test_a_scanned_pdf(sandbox: Sandbox) -> None:
    assert problem(sandbox, Kind.PDF, pdf(drawing(b"q 600 0 0 800 0 0 cm /I Do Q"))) is Problem.NEEDS_OCR


@pytest.mark.parametrize("size", [0, 20, 200, 600])
def test_a_pdf_that_breaks_off(sandbox: Sandbox, size: int) -> None:
    assert problem(sandbox, Kind.PDF, pdf(drawing(WORDS))[:size]) in (Problem.DAMAGED, Problem.NO_ARTICLE)


def test_bytes_that_are_no_text(sandbox: Sandbox) -> None:
    assert problem(sandbox, Kind.TEXT, b"\x00\x01\x02" * 1000) is Problem.NOT_TEXT


def test_marks_that_nobody_sees_change_no_word() -> None:
    original = "قال \u202eرامي\u202c \u2067الحداد\u2069 إن الجـ\u200bسر \u200cمفت\ufeffوح."
    text = prepare(original)
    assert text.working == "قال رامي الحداد إن الجسر مفتوح."
    at = text.working.index("الجسر")
    start, end = text.to_original(at, at + 5)
    assert original[start:end] == "الجـ\u200bسر"


@pytest.mark.parametrize("text", ["The mayor said \ud800 yes.", "The mayor said \0 yes."])
def test_what_is_no_character_is_refused(text: str) -> None:
    with pytest.raises(RefusedText):
        prepare(text)


def test_a_name_of_10_000_characters() -> None:
    with within(10):
        text = prepare(f"{'N' * 10_000} said on Monday that the bridge was open. " * 20)
    assert text.paragraphs
