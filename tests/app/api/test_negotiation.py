from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.negotiation import best

PROFILE = 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
OFFERS = ["application/jsonl", "application/json", "text/csv", "application/ld+json", PROFILE]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, "application/jsonl"),
        ("", "application/jsonl"),
        ("*/*", "application/jsonl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/jsonl"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/json;charset=utf-8", "application/json"),
        ("application/json;q=0.5, text/csv;q=0.7", "text/csv"),
        ("application/json ; q=0.5 , text/csv ;q=0.499", "application/json"),
        ("application/ld+json", "application/ld+json"),
        (PROFILE, PROFILE),
        (PROFILE.replace(";", " ; "), PROFILE),
        ("application/ld+json;profile=http://www.w3.org/ns/anno.jsonld", PROFILE),
        ('application/ld+json;profile="urn:other http://www.w3.org/ns/anno.jsonld"', PROFILE),
        (f"application/ld+json;q=0.2, {PROFILE};q=0.9", PROFILE),
        # The range that names a type most closely speaks for it, whatever a wider one says.
        ("*/*, application/jsonl;q=0", "application/json"),
        ("application/jsonl;q=0.1, */*;q=0.5", "application/json"),
        ("application/*;q=0.2, text/csv;q=0.1, application/json;q=0", "application/jsonl"),
        # What is no media range is passed over.
        ("text/csv;q=2, application/json;q=0.1", "application/json"),
        (", ,nonsense, text/csv", "text/csv"),
        ('"text/csv, application/json', "application/json"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("*/*;q=0.000", None),
        ('application/ld+json;profile="urn:unknown"', None),
    ],
)
def test_the_best_liked_is_chosen(accept: str | None, wanted: str | None) -> None:
    assert best(accept, OFFERS) == wanted


@given(st.text(st.sampled_from('a/b*;,=" \\q0.1-')) | st.text())
def test_any_header_is_read(accept: str) -> None:
    assert best(accept, OFFERS) in {None, *OFFERS}


@pytest.mark.parametrize("part", ['"', '"\\', ";", "; ", ",", " ", "a", ";a", "a/b;q=", "*/*,", '";"'])
def test_a_long_header_takes_no_time(part: str) -> None:
    started = time.thread_time()
    best(part * (64_000 // len(part)), OFFERS)
    assert time.thread_time() - started < 2
