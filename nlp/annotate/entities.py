"""Names of persons, organisations and places, as the entity tagger finds them."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.annotate.pipeline import tagger
from nlp.normalise.text import Sentence, WorkingText
from nlp.types import EntityKind, Language

PACKAGE = "entities"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the working copy: offsets in code points, end exclusive, at token boundaries."""

    start: int
    end: int
    kind: EntityKind


def find_names(text: WorkingText) -> list[Name]:
    """Return the names in `text`, in order; no two overlap. Each paragraph is read in its own language."""
    names: list[Name] = []
    for language in Language:
        sentences = [
            sentence
            for paragraph in text.paragraphs
            if paragraph.language is language
            for sentence in paragraph.sentences
        ]
        if sentences:
            names += _names_in(sentences, language)
    return sorted(names, key=lambda name: name.start)


def _names_in(sentences: list[Sentence], language: Language) -> list[Name]:
    readings = tagger(language, PACKAGE).read([[token.form for token in sentence.tokens] for sentence in sentences])
    return [
        Name(
            sentence.tokens[span.start_token].start,
            sentence.tokens[span.end_token - 1].end,
            EntityKind(span.label.lower()),
        )
        for sentence, reading in zip(sentences, readings, strict=True)
        for span in reading.spans
    ]
