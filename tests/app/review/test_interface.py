"""Both languages of the interface say the same things, and no template asks for what neither says."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from app.export.names import FormatName
from app.ingest.problem import Problem
from app.review.interface import words
from app.review.transliteration import latin
from app.store.decisions import Action, Verdict
from nlp.types import Act, Evidence, Language, Level, SourcingDetail, SpeakerKind, Stance, Type

TEMPLATES = Path(__file__).resolve().parents[3] / "app" / "review" / "templates"


def fields(phrase: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(phrase)} - {None}


def test_both_languages_have_the_same_phrases() -> None:
    arabic, english = words(Language.ARABIC), words(Language.ENGLISH)
    assert list(arabic) == list(english)
    assert all(arabic.values())
    assert {key: fields(phrase) for key, phrase in arabic.items()} == {
        key: fields(phrase) for key, phrase in english.items()
    }


def test_every_value_and_every_key_of_a_template_has_a_phrase() -> None:
    known = set(words(Language.ENGLISH))
    for prefix, values in (
        ("level", Level),
        ("detail", SourcingDetail),
        ("act", Act),
        ("type", Type),
        ("kind", SpeakerKind),
        ("stance", Stance),
        ("verdict", Verdict),
        ("language", Language),
        ("action", Action),
        ("done", Action),
        ("problem", Problem),
        ("format", FormatName),
    ):
        assert {f"{prefix}.{value}" for value in values} <= known
    for evidence in Evidence:
        assert {f"evidence.{evidence}.for", f"evidence.{evidence}.against"} <= known
    asked = {
        key for file in TEMPLATES.glob("*.html") for key in re.findall(r'\bt\("([a-z_]+)"', file.read_text("utf-8"))
    }
    assert asked
    assert asked <= known


def test_arabic_names_in_latin_letters() -> None:
    assert latin("سامر الحدّاد") == "Samr al-Hddad"
    assert latin("نزار السنابلي") == "Nzar al-Snabli"
    assert latin("كوثر المَرزوق (بيروت)") == "Kuthr al-Marzuq (Birut)"
    assert latin("Rami Haddad") == ""
