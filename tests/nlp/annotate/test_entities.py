"""Names, by the real models over the real working copy."""

from __future__ import annotations

import itertools

import pytest
from stanza.models.common import utils

from nlp.annotate.entities import find_names
from nlp.annotate.pipeline import loaded, tagger
from nlp.normalise.prepare import prepare
from nlp.types import EntityKind, Language

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE


def names(text: str) -> list[tuple[str, EntityKind]]:
    working = prepare(text)
    return [(working.working[name.start : name.end], name.kind) for name in find_names(working)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الرئيس المصري عبد الفتاح السيسي إلى الرياض أمس.", [("عبد الفتاح السيسي", PERSON), ("الرياض", PLACE)]),
        ("وقال محمد العبيدي إن الأمم المتحدة ستساعد.", [("محمد العبيدي", PERSON), ("الأمم المتحدة", ORGANIZATION)]),
        ("Angela Merkel flew from Berlin to Paris.", [("Angela Merkel", PERSON), ("Berlin", PLACE), ("Paris", PLACE)]),
        ("The World Bank lent money to Kenya.", [("World Bank", ORGANIZATION), ("Kenya", PLACE)]),
    ],
)
def test_plain_names(text: str, expected: list[tuple[str, EntityKind]]) -> None:
    assert names(text) == expected


def test_each_paragraph_is_read_in_its_own_language() -> None:
    text = "التقى الوزير محمد العبيدي وفداً في القاهرة يوم الأحد.\n\nHe then flew to Berlin to meet Angela Merkel.\n"
    found = names(text)
    assert ("القاهرة", PLACE) in found
    assert ("Angela Merkel", PERSON) in found


def test_names_stand_in_order_at_token_boundaries() -> None:
    text = prepare("سافر محمد العبيدي من بغداد إلى دمشق.\n\nAngela Merkel met Emmanuel Macron in Paris.\n")
    tokens = [token for paragraph in text.paragraphs for sentence in paragraph.sentences for token in sentence.tokens]
    found = find_names(text)
    assert found
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(found))
    assert {name.start for name in found} <= {token.start for token in tokens}
    assert {name.end for name in found} <= {token.end for token in tokens}


def test_a_text_without_names() -> None:
    assert find_names(prepare("لا شيء هنا.")) == []


def test_an_unknown_package_is_an_error() -> None:
    with pytest.raises(KeyError):
        tagger(Language.ARABIC, "sentiment")


def test_loading_leaves_stanza_as_it_was() -> None:
    before = utils.get_optimizer
    loaded.__wrapped__(Language.ENGLISH)
    assert utils.get_optimizer is before
