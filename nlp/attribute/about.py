"""Whom and what a content is about: the names in it, each brought to one entity of the document.

Names of one kind are one entity when the words of the shorter are among the words of the longer: the string match sieve
of Lee et al., *Deterministic coreference resolution based on entity-centric, precision-ranked rules* (2013).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.entities import Name
from nlp.detect.frame import Frame
from nlp.fold import fold
from nlp.normalise.text import WorkingText
from nlp.types import EntityKind, Language


@dataclass(frozen=True, slots=True)
class DocumentEntity:
    """One entity of a document by its fullest name, as written in the working copy."""

    name: str
    kind: EntityKind


def document_entities(text: WorkingText, names: Sequence[Name]) -> list[DocumentEntity]:
    """Return for each of `names`, in order of place, the entity it belongs to; one object for all of one entity."""
    full: dict[tuple[EntityKind, frozenset[str]], DocumentEntity] = {}
    by_word: dict[tuple[EntityKind, str], list[frozenset[str]]] = {}
    words_of = [_words(text, name) for name in names]
    longest_first = sorted(range(len(names)), key=lambda i: (-len(words_of[i]), names[i].start))
    found: list[DocumentEntity | None] = [None] * len(names)
    for index in longest_first:
        name, words = names[index], words_of[index]
        key = (name.kind, words)
        if key not in full:
            longer = next((w for word in sorted(words) for w in by_word.get((name.kind, word), ()) if words <= w), None)
            if longer is not None and name.kind is not EntityKind.PLACE:
                full[key] = full[name.kind, longer]
            else:
                written = " ".join(text.working[name.start : name.end].split())
                full[key] = DocumentEntity(written, name.kind)
                for word in words:
                    by_word.setdefault((name.kind, word), []).append(words)
        found[index] = full[key]
    return [entity for entity in found if entity is not None]


def names_about(frame: Frame, names: Sequence[Name], starts: Sequence[int]) -> list[int]:
    """Return the indices of the names inside the content of `frame`. `starts` are the starts of `names`, sorted."""
    inside = []
    for piece in frame.content:
        index = bisect_left(starts, piece.start)
        while index < len(names) and names[index].start < piece.end:
            if names[index].end <= piece.end:
                inside.append(index)
            index += 1
    return inside


def _words(text: WorkingText, name: Name) -> frozenset[str]:
    written = text.working[name.start : name.end]
    arabic = text.language is Language.ARABIC
    words = (fold(word).lower().strip("\"'«»“”().,") for word in written.split())
    return frozenset(_bare(word) if arabic else word for word in words if word)


def _bare(word: str) -> str:
    """Drop the article, and a conjunction or preposition written on it: `والقاهرة` and `بالقاهرة` name `القاهرة`."""
    for prefix in ("وال", "بال", "فال", "كال", "ال", "لل"):
        if word.startswith(prefix) and len(word) >= len(prefix) + 3:
            return word[len(prefix) :]
    return word
