"""Language by script."""

import pytest

from nlp.normalise.language import language_of
from nlp.normalise.prepare import prepare
from nlp.types import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن الوزير استقالته عبر Twitter", Language.ARABIC),
        ("The paper, called النهار, said so", Language.ENGLISH),
        ("Ministerin tritt zurück", Language.ENGLISH),
        ("آغاز گفتگوها در پایتخت", Language.ARABIC),
    ],
)
def test_most_letters_decide(text: str, expected: Language) -> None:
    assert language_of(text) is expected


@pytest.mark.parametrize("text", ["", "12:30 – 14:00", "١٤", "…"])
def test_without_letters_the_other_evidence_decides(text: str) -> None:
    assert language_of(text, otherwise=Language.ARABIC) is Language.ARABIC
    assert language_of(text, otherwise=Language.ENGLISH) is Language.ENGLISH


MIXED = "أعلنت الهيئة نتائج الدراسة في مؤتمر عقد صباح اليوم في العاصمة.\nThe study is due in May.\n2024"


def test_a_document_may_hold_both() -> None:
    text = prepare(MIXED)
    assert text.language is Language.ARABIC
    assert [paragraph.language for paragraph in text.paragraphs] == [Language.ARABIC, Language.ENGLISH, Language.ARABIC]


def test_the_language_given_wins_for_the_document_but_not_for_its_paragraphs() -> None:
    text = prepare(MIXED, Language.ENGLISH)
    assert text.language is Language.ENGLISH
    assert [paragraph.language for paragraph in text.paragraphs] == [
        Language.ARABIC,
        Language.ENGLISH,
        Language.ENGLISH,
    ]
