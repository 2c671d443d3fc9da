"""A content of `قال` begins behind its particle."""

from __future__ import annotations

from dataclasses import replace

from nlp.detect.clause import with_clause
from nlp.detect.frame import Frame
from nlp.detect.quoted import QuotationIndex
from nlp.normalise.text import WorkingText
from tests.nlp.detect.make import arabic, frame


def parts(text: WorkingText, read: Frame) -> tuple[str | None, list[str]]:
    made = with_clause(text, replace(read, lemma="قال"), QuotationIndex(text.quotations))
    source = made.source
    return text.working[source.start : source.end] if source else None, [
        text.working[piece.start : piece.end] for piece in made.content
    ]


def test_what_leads_on_from_the_source_by_a_preposition_describes_it() -> None:
    text = arabic("قال مهندس مشرف على الجسر إن الأعمدة تصدعت.")
    read = frame(text, "قال", ("الجسر إن الأعمدة تصدعت",), "مهندس مشرف")
    assert parts(text, read) == ("مهندس مشرف على الجسر", ["الأعمدة تصدعت"])


def test_a_content_that_is_right_stays() -> None:
    text = arabic("قال مهندس إن الأعمدة تصدعت.")
    assert parts(text, frame(text, "قال", ("الأعمدة تصدعت",), "مهندس")) == ("مهندس", ["الأعمدة تصدعت"])


def test_god_willing_is_no_clause() -> None:
    text = arabic("قال المهندس سنعود إن شاء الله غدا.")
    read = frame(text, "قال", ("سنعود إن شاء الله غدا",), "المهندس")
    assert parts(text, read) == ("المهندس", ["سنعود إن شاء الله غدا"])


def test_what_a_colon_sets_off_is_verbatim() -> None:
    text = arabic("قال المهندس: الجسر آمن إن بقي فارغا.")
    read = frame(text, "قال", ("الجسر آمن إن بقي فارغا",), "المهندس")
    assert parts(text, read) == ("المهندس", ["الجسر آمن إن بقي فارغا"])
