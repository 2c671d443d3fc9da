"""Names of persons, organisations and places, as the entity tagger finds them."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.types import EntityKind


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the working copy: offsets in code points, end exclusive, at token boundaries."""

    start: int
    end: int
    kind: EntityKind
