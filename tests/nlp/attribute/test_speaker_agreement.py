"""What a cue's form tells of its unspoken subject."""

from __future__ import annotations

import pytest

from nlp.attribute.agreement import cue_features, fits
from nlp.lexicon.mentions import Features, mention_lexicon
from nlp.types import Language


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        ("قال", "ms"),
        ("وأضاف", "ms"),
        ("وأضافت", "fs"),
        ("وأضافوا", "mp"),
        ("يقول", "ms"),
        ("وتقول", "fs"),
        ("يقولون", "mp"),
        ("وتابع", "ms"),  # the ت is of the verb, not of the person
        ("وتوقع", "ms"),
        ("وتوقعت", "fs"),
        ("ونفى", "ms"),
        ("لفت", "ms"),
        ("ولفتت", "fs"),
        ("ونبه", "ms"),
        ("مشيراً", "ms"),
        ("مشيرةً إلى", "fs"),
        ("مؤكدين", "-p"),
        ("قائلا", "ms"),
        ("قائلة", "fs"),
        ("واصفة", "fs"),  # the و is of the verb, not `and`
        ("وصفته", "fs"),  # the pronoun at the end is the object
        ("واتهموها", "mp"),
        ("بحسب قوله", "ms"),  # the pronoun at the end is the speaker
        ("على حد تعبيرها", "fs"),
        ("اتهامات", "--"),
        ("ولم تكشف", "fs"),
    ],
)
def test_arabic_cues_show_their_subject(cue: str, shown: str) -> None:
    features = cue_features(cue, "", Language.ARABIC)
    assert (features.gender or "-") + (features.number or "-") == shown


@pytest.mark.parametrize(("cue", "person"), [("أعتبر", 1), ("اعتبر", 3), ("نطالب", 1), ("قلنا", 1), ("وأكد", 3)])
def test_a_hamza_tells_i_from_he(cue: str, person: int) -> None:
    assert cue_features(cue, "", Language.ARABIC).person == person


def test_the_dictionary_form_settles_what_the_spelling_leaves_open() -> None:
    assert cue_features("صوت", "", Language.ARABIC).gender == "m"
    assert cue_features("وتمخض", "تمخّض", Language.ARABIC).gender == "m"
    assert cue_features("وتمخض", "", Language.ARABIC).gender == "f"


def test_a_plural_that_is_not_human_takes_a_feminine_singular() -> None:
    added = Features(gender="f", number="s", person=3)
    assert fits(added, frozenset({"f"}), "p", human=False)
    assert not fits(added, frozenset({"m"}), "p", human=True)
    assert not fits(added, frozenset({"m"}), "s", human=True)


@pytest.mark.parametrize("language", list(Language))
def test_the_lexicon_loads_and_no_word_is_both_masculine_and_feminine(language: Language) -> None:
    lexicon = mention_lexicon(language)
    assert not set(lexicon.masculine) & set(lexicon.feminine)
    assert not set(lexicon.given_names["m"]) & set(lexicon.given_names["f"])
