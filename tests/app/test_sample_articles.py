"""The sample articles: plainly samples, and together a tour of what the engine finds, as it reads them itself."""

from __future__ import annotations

from collections import Counter

import pytest

from app.samples.read import sample_articles
from nlp.analyse import Analyser
from nlp.types import Act, Article, Attribution, DocumentRecord, Language, Level, SourcingDetail, Type

MARKS = {Language.ARABIC: ("[نموذج]", "نص تجريبي"), Language.ENGLISH: ("[Sample]", "Sample text")}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return sample_articles()


@pytest.fixture(scope="module")
def records(articles: list[Article]) -> list[DocumentRecord]:
    return list(Analyser().analyse_many(articles))


@pytest.fixture(scope="module")
def attributions(records: list[DocumentRecord]) -> list[Attribution]:
    return [attribution for record in records for attribution in record.attributions]


def test_there_are_five_in_arabic_and_three_in_english(articles: list[Article], records: list[DocumentRecord]) -> None:
    assert Counter(article.language for article in articles) == {Language.ARABIC: 5, Language.ENGLISH: 3}
    found = [Analyser().analyse(Article(text=article.text)).document.language for article in articles]
    assert found == [article.language for article in articles] == [record.document.language for record in records]


def test_each_says_that_it_is_a_sample(articles: list[Article]) -> None:
    for article in articles:
        assert article.language is not None
        title, ending = MARKS[article.language]
        assert (article.title or "").startswith(title)
        assert ending in article.text.rstrip().splitlines()[-1]
        assert (article.url or "").startswith("https://example.org/samples/")
        assert article.publisher
        assert article.published_at
        assert 120 <= len(article.text.split()) <= 250


def test_together_they_show_every_act_type_and_sourcing(attributions: list[Attribution]) -> None:
    assert {one.act for one in attributions} == set(Act)
    assert {one.type for one in attributions if one.type} == set(Type)
    assert {one.level for one in attributions} == set(Level)
    assert {one.sourcing.detail for one in attributions} == set(SourcingDetail)


def test_a_dropped_subject_is_resolved(attributions: list[Attribution]) -> None:
    added = next(one for one in attributions if one.cue.text == "وأضاف")
    participle = next(one for one in attributions if one.cue.text.startswith("مشير"))
    for one in (added, participle):
        assert one.source is None
        assert one.speaker is not None
        assert "السنابلي" in one.speaker.name


def test_a_surname_leads_to_office_and_name(attributions: list[Attribution]) -> None:
    confirmed = next(one for one in attributions if one.source and one.source.text == "الشهباني")
    assert confirmed.speaker is not None
    assert confirmed.speaker.name == "المتحدثة باسم شركة مترو رشدة لينا الشهباني"


def test_one_statement_stands_inside_another(attributions: list[Attribution]) -> None:
    by_id = {one.id: one for one in attributions}
    inner = next(one for one in attributions if one.parent and one.cue.text == "أبلغ")
    outer = by_id[inner.parent or ""]
    assert (outer.cue.text, outer.level) == ("وقال", Level.ANONYMOUS)
    assert any(piece.start <= inner.cue.start < piece.end for piece in outer.content)


def test_an_outlet_relays_an_outlet_in_one_record(attributions: list[Attribution]) -> None:
    """`نقلا عن`: whose words they are is the source, who passes them on the via."""
    relayed = next(one for one in attributions if one.via and "صدى رشدة" in one.via.text)
    assert relayed.speaker is not None
    assert "الشاطئ الآخر" in relayed.speaker.name
    assert relayed.level is Level.OUTLET


def test_an_outlet_stands_over_a_sentence_that_attributes_already(attributions: list[Attribution]) -> None:
    by_id = {one.id: one for one in attributions}
    inner = next(one for one in attributions if one.speaker and "Other Shore" in one.speaker.name)
    outer = by_id[inner.parent or ""]
    assert outer.speaker is not None
    assert "Talhan Courier" in outer.speaker.name
    assert outer.level is Level.OUTLET
    assert not any("according to" in piece.text for piece in inner.content)


def test_two_articles_in_two_languages_make_the_same_claim(attributions: list[Attribution]) -> None:
    speakers = set()
    for one in attributions:
        content = " ".join(piece.text for piece in one.content)
        if "يكفي خمسة أشهر" in content or "five months" in content:
            assert one.speaker is not None
            speakers.add(one.speaker.name.split()[-1].split("-")[-1])
    assert speakers == {"السنابلي", "Sanabli"}
