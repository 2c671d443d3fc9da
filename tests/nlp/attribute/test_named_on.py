"""Sources that end before their name: taken on over it, where the name is not another's."""

from __future__ import annotations

from dataclasses import replace

from nlp.annotate.entities import Name
from nlp.attribute.named_on import named_on
from nlp.detect.frame import Frame
from nlp.normalise.text import WorkingText
from nlp.types import EntityKind
from tests.nlp.detect.make import arabic, frame, piece


def sources(text: WorkingText, one: Frame, *names: tuple[str, EntityKind]) -> list[str]:
    places = [(piece(text, words), kind) for words, kind in names]
    found = named_on(text, [one], [Name(place.start, place.end, kind) for place, kind in places])
    return [text.working[f.source.start : f.source.end] if f.source else "" for f in found]


def test_the_name_behind_a_title_belongs_to_it() -> None:
    text = arabic("حذر خبير المياه نبيه السمان من جفاف البحيرة.")
    said = frame(text, "حذر", ("جفاف البحيرة",), "خبير المياه")
    assert sources(text, said, ("نبيه السمان", EntityKind.PERSON)) == ["خبير المياه نبيه السمان"]
    assert sources(text, replace(said, source=None), ("نبيه السمان", EntityKind.PERSON)) == [""]


def test_other_names_do_not() -> None:
    text = arabic("اتهم نبيه السمان رامي الحداد بالكذب في مرج الحمام.")
    accused = frame(text, "اتهم", ("الكذب",), "نبيه السمان")
    both = (("نبيه السمان", EntityKind.PERSON), ("رامي الحداد", EntityKind.PERSON))
    assert sources(text, accused, *both) == ["نبيه السمان"]
    assert sources(text, replace(accused, via=piece(text, "رامي الحداد")), both[1]) == ["نبيه السمان"]
    assert sources(text, accused, ("رامي الحداد", EntityKind.PLACE)) == ["نبيه السمان"]
    assert sources(text, replace(accused, source=piece(text, "الكذب")), ("مرج الحمام", EntityKind.PERSON)) == ["الكذب"]
