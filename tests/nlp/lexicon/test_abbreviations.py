"""The abbreviations as data."""

import pytest

from nlp.lexicon.abbreviations import abbreviations
from nlp.types import Language


@pytest.mark.parametrize("language", list(Language))
def test_no_abbreviation_stands_in_two_lists_or_keeps_its_full_stop(language: Language) -> None:
    known = abbreviations(language)
    lists = [known.never_final, known.before_number, known.may_be_final]
    assert sum(map(len, lists)) == len(frozenset().union(*lists))
    assert not any(word.endswith(".") for words in lists for word in words)


def test_words_that_yaml_takes_for_truth_values_are_words() -> None:
    known = abbreviations(Language.ENGLISH)
    assert "No" in known.before_number
    assert {"No", "On"} <= known.starters
