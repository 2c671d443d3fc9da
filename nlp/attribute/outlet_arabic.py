"""Whether an Arabic source phrase is, or speaks for, a news outlet."""

from __future__ import annotations

from nlp.attribute.phrase_words import Unit
from nlp.lexicon.sourcing import WordClass as W

_NEWS = frozenset({"انباء", "اخبار", "دوت", "نيوز"})
_ONLINE = frozenset({"موقع", "شبكة", "بوابة", "منصة", "وكالة"})


def stands_for_outlet(units: tuple[Unit, ...]) -> bool:
    """Whether the whole phrase is one word that is an outlet when it speaks: `الوطن`, `الفرنسية`."""
    unit = units[0]
    if len(units) > 1 or unit.mark:
        return False
    if unit.definite and unit.has(W.DEMONYM) and unit.text.endswith("ية"):
        return True
    others = {sense.word_class for sense in unit.senses} - {W.OUTLET, W.ADJECTIVE}
    # الاقتصادية is seldom a woman who studies the economy
    return unit.has(W.OUTLET) and (not others or (others == {W.ROLE} and unit.text.endswith("ية")))


def outlet_follows(units: tuple[Unit, ...], at: int) -> bool:
    """Whether a host noun (`وكالة`, `موقع`) is an outlet's: an outlet's name follows, or a name in quotation marks, or
    it is said to be one of news (`وكالة دوجان للأنباء`)."""
    behind = [unit for unit in units[at + 1 : at + 6] if not unit.mark]
    if any(unit.text.removeprefix("ال") in _NEWS or unit.has(W.PRESS_ADJECTIVE) for unit in behind):
        return True
    if not behind or behind[0].has(W.RELATIVE):
        return units[at].definite  # the agency said, the site said
    first = behind[0]
    if first.has(W.OUTLET, W.MEDIA, W.OUTLET_NOUN):
        return True
    if first.quoted:
        return not first.has(W.KNOWN_BODY) and (
            units[at].text in _ONLINE or (not first.senses and units[at].text != "مجموعة")
        )
    if first.senses or first.definite:
        return False
    if units[at].text == "موقع":
        return True
    # وكالة دوغان التركية, شبكة ABC: a name by itself; in وكالة حماية البيئة it is none
    names = first.text.isascii() or len(behind) == 1 or behind[1].has(W.DEMONYM) or bool(behind[1].clitic)
    return names and (units[at].text == "وكالة" or (units[at].text == "شبكة" and first.text.isascii()))


def by_outlet(behind: tuple[Unit, ...]) -> bool:
    """Whether an outlet made the report, and did not only obtain it (تقرير اطلعت عليه رويترز)."""
    for before, unit in zip((None, *behind), behind, strict=False):
        if unit.has(W.OBTAINING):
            return False
        if unit.has(W.OUTLET, W.OUTLET_NOUN, W.MEDIA):
            apart = before is not None and before is not behind[0] and before.has(W.PRONOUN, W.PREPOSITION)
            return not apart or bool(unit.clitic)
    return False


def works_for_outlet(units: tuple[Unit, ...], at: int) -> bool:
    """Whether an outlet follows the role at `at`, bare or behind a preposition: مصور رويترز, صحافي من
    وكالة فرانس برس."""
    first = next((i for i in range(at + 1, len(units)) if not (units[i].mark or units[i].has(W.PREPOSITION))), None)
    if first is None:
        return False
    unit = units[first]
    outlet = unit.sense(W.OUTLET)
    host = unit.has(W.OUTLET_HOST) and outlet_follows(units, first)
    return unit.has(W.OUTLET_NOUN) or host or (outlet is not None and (unit.quoted or not outlet.common))


def is_envoy(units: tuple[Unit, ...], at: int) -> bool:
    """Whether whoever is sent (الموفد) is a state's envoy and not an outlet's: الموفد الأميركي."""
    behind = units[at + 1] if at + 1 < len(units) else None
    return units[at].text.startswith("موفد") and behind is not None and behind.has(W.DEMONYM)
