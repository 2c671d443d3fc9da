"""Whether an Arabic source phrase names a person as its head or beside it, and not only inside it.

`وزير الدفاع مايكل فالون` names its man; `مستشار الرئيس عبد ربه منصور هادي` and `مقرب من عبد المهدي` do not. Names come
from the entity tagger; where it is silent, from titles, common given names and the shape of the phrase.
"""

from __future__ import annotations

import re

from nlp.attribute.phrase_words import Unit
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind

_HEADING = (W.OFFICE, W.POST, W.SPOKESPERSON, W.ROLE, W.REPORTER, W.RELATION, W.TITLE)
_HOLDERS = (W.RELATION, W.FAMILY, W.ROLE, W.POST, W.GROUP, W.MEMBERS, W.BODY, W.DOCUMENT, W.STUDY, W.SOURCE, W.TEAM)
_NISBA = re.compile("..(?:ي|ية|يون|يين|يان|يات)$")
_PLURAL = re.compile("..(?:ون|ين|ات)$")
# Without the article ون and ين end many foreign names as well (كلينتون): only these are surely plurals.
_SURE_PLURAL = re.compile("..(?:يون|يين|ات)$|^م...+(?:ون|ين)$|^.ا..ون$")
_THEIRS = re.compile("...+هم")  # رأيهم, تعليقاتهم
_WHO_IS = frozenset({"وهو", "وهي"})
_QUOTES = frozenset('«»“”"')
_APART = frozenset("،,;؛:-–—")


def person_name(units: tuple[Unit, ...], start: int, plural: bool = False) -> int | None:
    """Return the index of the first unit of a person's name that stands for the source itself, if there is one.

    `plural` tells that the head is many people: one person's name is then no more than a part of the description
    (أنصار الرئيس محمد مرسي), or stands apart behind a comma.
    """
    clause, apart, inside, depth = False, not plural, False, 0
    for at in range(start, len(units)):
        unit = units[at]
        inside = inside and (not known(unit) or unit.has(W.GIVEN_NAME, W.NAME_PARTICLE)) and not unit.mark
        inside = inside and not (unit.name_start and unit.name is EntityKind.PERSON)
        if unit.mark:
            depth += {"(": 1, ")": -1}.get(unit.text, 0)
            clause = clause and unit.text not in _APART
            apart = apart or unit.text in _APART
        elif unit.has(W.NAMING) and at + 1 < len(units) and _is_called(units, at + 1):
            return at + 1
        elif unit.has(W.RELATIVE) and not (unit.name is EntityKind.PERSON and unit.name_start):
            clause = not _introduces(units, at)
        elif not (inside or clause or depth > 0) and apart and _begins_name(units, at, start):
            if not _inside(units, at, start):
                return at
            inside = True
    return None


def _is_called(units: tuple[Unit, ...], at: int) -> bool:
    """Whether a name stands at `at`, behind a word for being called so (إحدى المتدربات وتدعى فلانة)."""
    unit = units[at]
    return unit.name is EntityKind.PERSON or unit.quoted or unit.has(W.GIVEN_NAME, W.NAME_PARTICLE) or not known(unit)


def _introduces(units: tuple[Unit, ...], at: int) -> bool:
    """Whether the pronoun at `at` says who it is (أحد المقيمين، وهو الناشط فلان), and tells nothing else."""
    after = units[at + 1] if at + 1 < len(units) else None
    return units[at].text in _WHO_IS and after is not None and after.definite and after.has(*_HEADING)


def _begins_name(units: tuple[Unit, ...], at: int, start: int) -> bool:
    unit = units[at]
    if unit.name is not None and not _mistaken(units, at, start):
        if _is_description(units, at):
            return False
        return unit.name is EntityKind.PERSON and (unit.name_start or at == start)
    before = units[at - 1] if at > start else None
    after = units[at + 1] if at + 1 < len(units) else None
    if unit.has(W.NAME_PARTICLE):
        somebody = (
            unit.has(W.RELATION) and after is not None and after.definite and after.has(W.ROLE, W.OFFICE, W.RELATION)
        )
        return after is not None and not (somebody or after.mark or after.has(W.PREPOSITION))
    if unit.has(W.GIVEN_NAME):
        return _given(unit, before, after)
    if before is not None and _titled(before, unit, after):
        return True
    if known(unit) or unit.clitic or not unit.text[:1].isalpha():
        return False
    if _THEIRS.fullmatch(unit.text):
        return False
    if before is None:
        return _bare(unit, after)
    if before.has(W.TITLE):
        everyday = before.has(W.ROLE, W.OFFICE)
        return not unit.definite or not (everyday and _nisba(unit))
    if not units[start].has(*_HEADING):
        return False
    if before.mark:
        return _behind_mark(units, at, before, after)
    return _behind_description(units, at, start)


def _titled(before: Unit, unit: Unit, after: Unit | None) -> bool:
    """Whether a word for a role is a given name: bare behind a definite title, with a family's name behind it
    (`الأستاذ مساعد القرقوري`, where a role would be written المساعد)."""
    bare = before.has(W.TITLE) and before.definite and unit.has(W.ROLE) and not unit.definite
    return bare and after is not None and after.definite and not known(after) and _nisba(after)


def _is_description(units: tuple[Unit, ...], at: int) -> bool:
    """Whether the tagger took a calling with its adjectives for a name (دبلوماسي روسي), or a rank before a
    preposition; a lone calling now and then too (هذا القيادي)."""
    unit, behind = units[at], units[at + 1] if at + 1 < len(units) else None
    alone = unit.name_start and (behind is None or behind.name is None or behind.name_start)
    if alone and unit.has(*_HEADING) and not unit.has(W.GIVEN_NAME, W.TITLE):
        return True
    if behind is None or unit.definite or unit.has(W.GIVEN_NAME) or not unit.has(*_HEADING, W.SOURCE):
        return False
    if unit.has(W.TITLE):
        return behind.has(W.PREPOSITION)
    row = next((i for i in range(at + 1, len(units)) if units[i].name is None or units[i].name_start), len(units))
    return row > at + 1 and all(u.has(W.ADJECTIVE, W.DOMAIN_ADJECTIVE, W.DEMONYM) for u in units[at + 1 : row])


def _mistaken(units: tuple[Unit, ...], at: int, start: int) -> bool:
    """Whether the tagger took a person's name for a place's: two unknown words behind the comma of a description
    (`مدير الشركة، جوراف جوبتا`)."""
    unit = units[at]
    alone = at + 1 == len(units) or units[at + 1].mark
    behind_comma = at > start and units[at - 1].text in _APART and units[start].has(*_HEADING)
    return unit.name is EntityKind.PLACE and behind_comma and not (unit.senses or unit.definite or alone)


def _given(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    """A common given name counts when the words around leave it a name: many are adjectives or nouns as well."""
    if unit.clitic == "ب":
        return False
    if before is not None and before.has(W.TITLE):
        return True
    if unit.definite:  # الأحمد is a family name, الشريف and الأمين may be descriptions
        return before is None and all(sense.word_class is W.GIVEN_NAME for sense in unit.senses)
    if all(sense.word_class is W.GIVEN_NAME or sense.common for sense in unit.senses):
        return True
    if after is None or after.mark:
        return False
    return after.has(W.GIVEN_NAME, W.NAME_PARTICLE) or (not known(after) and not _nisba(after))


def _bare(unit: Unit, after: Unit | None) -> bool:
    """A phrase that opens with an unknown word: a name when what follows does not describe it."""
    plural = _PLURAL if unit.definite else _SURE_PLURAL
    if plural.search(unit.text) and (after is None or after.mark or _agrees(after)):
        return False
    if after is None or after.mark:
        return not unit.definite or _nisba(unit)
    if after.has(W.PREPOSITION, W.RELATIVE) or after.clitic:
        return False  # a description goes on that way (منشق عن التنظيم), a name alone seldom does
    if unit.definite:
        return _nisba(unit) and not after.definite
    if after.text.endswith("ة") and (after.definite or after.text.endswith("ية")):
        return False  # neither a family name: حارس الصالة, شابة عراقية
    if not after.definite and after.has(W.DEMONYM):
        return False
    return not known(after) or after.has(W.NAME_PARTICLE, W.GIVEN_NAME)


def _behind_mark(units: tuple[Unit, ...], at: int, before: Unit, after: Unit | None) -> bool:
    """Unknown words behind a comma, or in quotation marks, beside the description of a person."""
    unit = units[at]
    if unit.quoted:
        position = at - 2 if at > 1 else at - 1
        if unit.text.endswith("ة") and after is not None and after.definite:
            return False  # «جارة الطفل» is no name
        while position and units[position].definite and not known(units[position]):
            position -= 1  # the adjectives behind a calling
        return units[position].definite and units[position].has(*_HEADING)
    if before.text not in _APART or after is None or known(after) or after.mark or unit.text.startswith("و"):
        return False
    return after.definite if unit.definite else not (_nisba(unit) and _nisba(after))


def _behind_description(units: tuple[Unit, ...], at: int, start: int) -> bool:
    """An unknown indefinite word right behind a definite description of a person (`وزير الدفاع البريطاني مايكل`).

    It cannot be an adjective, which would agree in definiteness; behind a preposition it could be a verb, unless the
    description is of an office or a family name follows.
    """
    unit, before = units[at], units[at - 1]
    if unit.definite or not (before.definite or before.has(W.PLACE, W.KNOWN_BODY)):
        return False
    if units[start].has(W.OFFICE, W.SPOKESPERSON):
        return True
    if not any(u.has(W.PREPOSITION) or u.clitic for u in units[start + 1 : at]):
        return units[start].definite or not _nisba(unit)
    if units[start].definite and before.definite and _ends_in_names(units, at):
        return True
    after = units[at + 1] if at + 1 < len(units) else None
    return after is not None and after.definite and not known(after) and _nisba(after)


def _ends_in_names(units: tuple[Unit, ...], at: int) -> bool:
    """Whether the phrase ends at once in two or three bare words, the last unknown or a name (`المدير في الميناء زيد
    مراد`): a clause behind a definite noun would need its pronoun."""
    rest = units[at:]
    bare = not any(u.mark or u.clitic or u.joined or u.definite or u.has(W.PREPOSITION, W.RELATIVE) for u in rest)
    return bare and len(rest) in (2, 3) and (not known(rest[-1]) or rest[-1].has(W.GIVEN_NAME))


def _agrees(after: Unit) -> bool:
    """Whether what follows an unknown plural describes it: an adjective, a preposition, a clause."""
    return (
        bool(_PLURAL.search(after.text)) or after.text.endswith("ة") or (known(after) and not after.has(W.GIVEN_NAME))
    )


def known(unit: Unit) -> bool:
    """Whether the lexicon knows the word as anything but a country's adjective, which is a family name as well."""
    return any(sense.word_class is not W.DEMONYM for sense in unit.senses)


def _nisba(unit: Unit) -> bool:
    return not unit.maqsura and bool(_NISBA.search(unit.text))


def _adjective(unit: Unit) -> bool:
    return unit.has(W.ADJECTIVE, W.DOMAIN_ADJECTIVE) or _nisba(unit)


def _inside(units: tuple[Unit, ...], at: int, start: int) -> bool:
    """Whether the name at `at` belongs to another noun: behind a preposition, or the second part of a construct."""
    if units[at].clitic and at > start:
        return True
    position = at - 1
    while position >= start and (units[position].text in _QUOTES or _leads_up(units, position, start)):
        position -= 1
    first = position + 1
    if first > start and units[first].clitic and first < at:
        return True
    if position < start or units[position].mark:
        return False
    holder = units[position]
    if holder.has(W.PREPOSITION):
        return True
    if holder.has(W.KNOWN_BODY, W.PLACE):
        return False  # a name of its own has no genitive (مسؤول طالبان فلان)
    if holder is units[start] and holder.has(W.OFFICE):
        return False  # محافظة is a province and a governor: with a person's name right behind it, the governor
    return holder.has(*_HOLDERS) and not holder.definite and not holder.has(W.TITLE)


def _leads_up(units: tuple[Unit, ...], at: int, start: int) -> bool:
    """Titles, definite offices and the adjectives behind them, between a noun and the name in its genitive.

    A definite word right behind an indefinite noun is no adjective but its genitive (مجلس الأهالي).
    """
    unit = units[at]
    a_body = unit.clitic and unit.has(W.BODY)  # محافظة is a province and a governor: in بالمحافظة the province
    if unit.has(W.TITLE) or (unit.has(W.OFFICE) and unit.definite and not a_body):
        return True
    agrees = at > start and units[at - 1].definite
    if agrees and not unit.senses and unit.definite and units[at - 1].has(W.OFFICE):
        return True  # الرئيس المخلوع
    return unit.definite and agrees and _adjective(unit) and not unit.has(*_HOLDERS)
