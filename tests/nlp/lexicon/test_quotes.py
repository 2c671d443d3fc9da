"""The quotation marks as data."""

import unicodedata

import pytest
from pydantic import ValidationError

from nlp.lexicon.quotes import Family, Quotes, quotes
from nlp.lexicon.read import read
from nlp.types import Language


@pytest.mark.parametrize("language", list(Language))
def test_each_file_fits_its_schema(language: Language) -> None:
    assert read(language, "quotes", Quotes).families


def test_the_marks_of_all_languages_are_read_together() -> None:
    names = [family.name for family in quotes().families]
    assert len(names) == len(set(names))
    assert {"guillemets", "curly", "straight", "single"} <= set(names)


def test_a_family_means_the_same_in_every_file() -> None:
    files = [read(language, "quotes", Quotes) for language in Language]
    for family in quotes().families:
        assert {other for file in files for other in file.families if other.name == family.name} == {family}


def test_every_mark_is_punctuation_or_a_symbol() -> None:
    for family in quotes().families:
        for mark in family.marks:
            assert all(unicodedata.category(character)[0] in "PS" for character in mark)


def test_a_mark_in_two_families_is_refused() -> None:
    family = Family(name="one", opening=("«",), closing=("»",))
    with pytest.raises(ValidationError, match="two families"):
        Quotes(families=(family, family.model_copy(update={"name": "two"})), attached=(), elisions=())
