"""What the words of a phrase add to the rules' sourcing level, and where grammar has the last word."""

from __future__ import annotations

import pytest

from nlp.annotate.entities import Name
from nlp.attribute.level import detail_of, read_phrase
from nlp.attribute.level_evidence import evidence, weighed
from nlp.detect.frame import Piece
from nlp.types import LEVEL_OF_DETAIL, EntityKind, Language, Level


def level(text: str, names: list[Name], language: Language = Language.ENGLISH) -> tuple[Level, Level]:
    """The level of the phrase in square brackets: by the rules, and with its words weighed."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    phrase = read_phrase(plain, Piece(start, end), names, language)
    by_rules = detail_of(phrase)
    return LEVEL_OF_DETAIL[by_rules], LEVEL_OF_DETAIL[weighed(phrase, by_rules, names, language)]


def person(text: str, name: str) -> Name:
    start = text.replace("[", "").replace("]", "").index(name)
    return Name(start, start + len(name), EntityKind.PERSON)


def test_a_definite_role_is_somebody_whom_the_text_names_where_it_names_persons() -> None:
    text = "Ines Okoro chained herself to the gate. [the environmentalist] called the mine a theft."
    assert level(text, [person(text, "Ines Okoro")]) == (Level.ANONYMOUS, Level.NAMED)
    assert level(text, []) == (Level.ANONYMOUS, Level.ANONYMOUS)


@pytest.mark.parametrize("phrase", ["a former minister", "two teachers", "critics", "an environmentalist"])
def test_anybody_of_a_kind_is_not_named_by_any_word(phrase: str) -> None:
    text = f"Ines Okoro left early. [{phrase}] called the mine a theft."
    assert level(text, [person(text, "Ines Okoro")])[1] is Level.ANONYMOUS


def test_a_newspapers_editorial_is_the_newspaper_but_a_memo_is_not_of_whoever_obtained_it() -> None:
    assert level("[the newspaper's editorial] called the mine a theft.", []) == (Level.NAMED, Level.OUTLET)
    assert level("[the memo obtained by Reuters] called the mine a theft.", [])[1] is not Level.OUTLET


def test_arabic_words_are_weighed_as_well() -> None:
    text = "اعتصم هاني الحداد أمام المنجم. وقال [الناشط] إن الاتفاق باطل."
    assert level(text, [person(text, "هاني الحداد")], Language.ARABIC) == (Level.ANONYMOUS, Level.NAMED)
    assert level(text, [], Language.ARABIC) == (Level.ANONYMOUS, Level.ANONYMOUS)


def test_the_words_of_a_relative_clause_are_not_weighed() -> None:
    phrase = read_phrase("the officer who beat the singer", Piece(0, 31), [], Language.ENGLISH)
    keys = set(evidence(phrase, detail_of(phrase)))
    assert "word=officer" in keys
    assert "word=singer" not in keys
