"""The proper name inside a description: `قيس الخزعلي` of `الأمين العام لعصائب أهل الحق قيس الخزعلي`.

What is a word for an office, a body or a place is told by the lexicon of sources (`nlp.lexicon.sourcing`), and where an
Arabic name begins by the rules that read sources (`nlp.attribute.person_arabic`).
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.attribute.person_arabic import person_name
from nlp.attribute.phrase_words import Unit, units_of
from nlp.detect.frame import Piece
from nlp.lexicon.sourcing import WordClass as W
from nlp.link.spelling import is_arabic
from nlp.types import Language

_PART_OF_NAME = (W.GIVEN_NAME, W.NAME_PARTICLE)
_FULL = 2
_LONGEST = 7  # words


def language_of(description: str) -> Language:
    """Return the language of a description by its script."""
    return Language.ARABIC if is_arabic(description) else Language.ENGLISH


def read_units(description: str) -> tuple[Unit, ...]:
    """Return the words of a description as the lexicon of its script's language knows them."""
    return units_of(description, Piece(0, len(description)), (), language_of(description))


def proper_name(description: str, units: Sequence[Unit]) -> list[str]:
    """Return the words of the person's name in a description, as they are spelt there; none if it names nobody."""
    row = _arabic(units) if is_arabic(description) else _english(units)
    return [word for unit in row for word in description[unit.start : unit.end].split()]


def _arabic(units: Sequence[Unit]) -> Sequence[Unit]:
    start = person_name(tuple(units), 0)
    if start is None:
        start = _behind_definite_head(units)
    if start is None:
        return ()
    end = start + 1
    while end < len(units) and end - start < _LONGEST and _goes_on(units, start, end):
        end += 1
    while end - start > 1 and units[end - 1].has(W.NAME_PARTICLE):
        end -= 1
    while end - start > _FULL and _describes_origin(units[start], units[start + 1]):
        start += 1
    if end - start == 1 and units[start].definite and units[start].has(W.DEMONYM):
        return ()
    return units[start:end]


def _behind_definite_head(units: Sequence[Unit]) -> int | None:
    """Where a name begins that the rules for sources leave open without the entity tagger: a given name at the front
    (حسن الخطيب), or right behind a definite office and its adjectives (الرئيس الإيراني حسن روحاني)."""
    at = 0
    while at < len(units) and units[at].definite and not units[at].mark and not units[at].has(W.RELATION):
        at += 1
    if at + 1 >= len(units) or not units[at].has(W.GIVEN_NAME) or units[at].clitic:
        return None
    sure = all(sense.word_class is W.GIVEN_NAME for sense in units[at].senses)
    after = units[at + 1]
    if after.mark or after.clitic or after.has(W.PREPOSITION):
        return None
    return at if sure or at > 0 or not after.senses or after.has(W.GIVEN_NAME) else None


def _describes_origin(unit: Unit, after: Unit) -> bool:
    """Whether the first word is an adjective that was taken for a name: الألماني يورغن كلينسمان."""
    return unit.definite and unit.text.endswith("ي") and not after.definite and not after.mark


def _goes_on(units: Sequence[Unit], start: int, at: int) -> bool:
    unit = units[at]
    if unit.mark or unit.clitic or unit.has(W.PREPOSITION, W.RELATIVE):
        return False
    if units[at - 1].has(W.NAME_PARTICLE) or unit.has(*_PART_OF_NAME):
        return True
    if not any(sense.word_class is not W.DEMONYM for sense in unit.senses):
        return True
    # الأمين is an office and a family: behind a given name, with nothing to follow, the family.
    second = sum(not one.has(W.NAME_PARTICLE) for one in units[start:at]) == 1 or units[at - 1].text == "الله"
    last = at + 1 == len(units) or units[at + 1].mark
    return second and (last or (unit.definite and unit.text.endswith("ي")))


def _english(units: Sequence[Unit]) -> Sequence[Unit]:
    rows = [row for row in _rows(units) if not _belongs(units, row)]
    full = next((row for row in rows if row.stop - row.start >= _FULL), None)
    if full is not None:
        return units[full.start : full.stop][:_LONGEST]
    alone = next((row for row in rows if _names_alone(units, row)), None)
    return () if alone is None else units[alone.start : alone.stop]


def _rows(units: Sequence[Unit]) -> list[range]:
    """Return each row of words with capitals that are no words for anything else, particles between them included."""
    rows: list[range] = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and (_is_name(units[end]) or (end > at and _joins(units, end))):
            end += 1
        if end == at + 1 and end < len(units) and _is_family(units, end):
            end += 1
        if end > at:
            rows.append(range(at, end))
        at = max(end, at + 1)
    return rows


def _is_name(unit: Unit) -> bool:
    return unit.capital and not unit.mark and (not unit.senses or unit.has(*_PART_OF_NAME))


def _is_family(units: Sequence[Unit], at: int) -> bool:
    """Whether a title is a family's name: right behind a given name, with nothing to follow (Stephen King)."""
    last = at + 1 == len(units) or units[at + 1].mark
    return bool(last and units[at].capital and units[at].has(W.TITLE) and units[at - 1].capital)


def _joins(units: Sequence[Unit], at: int) -> bool:
    """Whether the word at `at` only joins parts of a name: bin, von der; the full stop of an initial."""
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    if unit.text == ".":
        return len(units[at - 1].text) <= _FULL
    small = unit.has(W.NAME_PARTICLE) or (not unit.senses and len(unit.text) <= 3 and unit.text.isalpha())
    return small and after is not None and (after.capital or after.has(W.NAME_PARTICLE) or len(after.text) <= 3)


def _belongs(units: Sequence[Unit], row: range) -> bool:
    """Whether the name is only part of the description: behind a preposition or an article, or a possessive."""
    before = units[row.start - 1] if row.start else None
    after = units[row.stop] if row.stop < len(units) else None
    if after is not None and after.text in ("'s", "'"):
        return True
    return before is not None and not before.capital and before.has(W.PREPOSITION, W.DEFINITE, W.RELATIVE)


def _names_alone(units: Sequence[Unit], row: range) -> bool:
    """Whether a single word is a name: behind a title or an office, or with nothing around it."""
    before = units[row.start - 1] if row.start else None
    after = units[row.stop] if row.stop < len(units) else None
    if before is not None:
        return before.has(W.TITLE, W.OFFICE, W.POST, W.SPOKESPERSON, W.ROLE)
    return after is None or after.mark
