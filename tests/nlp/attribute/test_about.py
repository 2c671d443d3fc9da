"""About: the names in a content, brought to the entities of the document."""

from __future__ import annotations

from nlp.annotate.entities import Name
from nlp.attribute.about import document_entities, names_about
from nlp.normalise.text import WorkingText
from nlp.types import EntityKind
from tests.nlp.detect.make import arabic, english, frame, piece


def name(text: WorkingText, words: str, kind: EntityKind = EntityKind.PERSON, after: int = 0) -> Name:
    spot = piece(text, words, after)
    return Name(spot.start, spot.end, kind)


def test_a_surname_belongs_to_the_full_name() -> None:
    text = english("Lena Hartwell spoke. Hartwell left. Moran stayed.")
    second = name(text, "Hartwell", after=15)
    entities = document_entities(text, [name(text, "Lena Hartwell"), second, name(text, "Moran")])
    assert [entity.name for entity in entities] == ["Lena Hartwell", "Lena Hartwell", "Moran"]


def test_kinds_are_never_mixed() -> None:
    text = english("Marlow of Marlow Council")
    names = [name(text, "Marlow"), name(text, "Marlow Council", EntityKind.ORGANIZATION)]
    assert document_entities(text, names)[0].name == "Marlow"


def test_arabic_articles_and_conjunctions_do_not_part_a_name() -> None:
    text = arabic("وصل سامر الحداد. وقال الحداد إنه متعب")
    names = [name(text, "سامر الحداد"), name(text, "الحداد", after=12)]
    assert {entity.name for entity in document_entities(text, names)} == {"سامر الحداد"}


def test_only_names_inside_the_content_are_what_it_is_about() -> None:
    text = english("Hartwell said Moran would leave.")
    names = [name(text, "Hartwell"), name(text, "Moran")]
    found = names_about(frame(text, "said", ("Moran would leave",)), names, [n.start for n in names])
    assert found == [1]
