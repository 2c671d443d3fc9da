"""Reading an Arabic source phrase: the head of the noun phrase is its first noun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.annotate.entities import Name
from nlp.attribute.construct_arabic import NOUNS, Construct, adjective_like, construct_of, employer_of, trade_of
from nlp.attribute.outlet_arabic import by_outlet, is_envoy, outlet_follows, stands_for_outlet, works_for_outlet
from nlp.attribute.person_arabic import person_name
from nlp.attribute.phrase import Head, Phrase, Quantity, blank, trimmed
from nlp.attribute.phrase_words import Unit, units_of
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind, Language

# The first class that fits decides what a word is as a head.
_HEADS: tuple[tuple[W, Head], ...] = (
    (W.PRONOUN, Head.PRONOUN),
    (W.KNOWN_BODY, Head.BODY),
    (W.COLLECTIVE, Head.PLACE),
    (W.PLACE, Head.PLACE),
    (W.MEDIA, Head.MEDIA),
    (W.OUTLET_NOUN, Head.OUTLET),
    (W.REPORTER, Head.REPORTER),
    (W.SPOKESPERSON, Head.SPOKESPERSON),
    (W.OFFICE, Head.OFFICE),
    (W.POST, Head.POST),
    (W.SOURCE, Head.SOURCE),
    (W.MEMBERS, Head.MEMBERS),
    (W.GROUP, Head.GROUP),
    (W.TEAM, Head.TEAM),
    (W.RELATION, Head.RELATION),
    (W.FAMILY, Head.FAMILY),
    (W.BODY, Head.BODY),
    (W.STUDY, Head.STUDY),
    (W.DOCUMENT, Head.DOCUMENT),
    (W.ROLE, Head.ROLE),
)
_PERSONAL = (W.OFFICE, W.POST, W.SPOKESPERSON, W.ROLE, W.RELATION, W.REPORTER)
_WITH_ROLE = frozenset(
    {Head.OFFICE, Head.POST, Head.SPOKESPERSON, Head.ROLE, Head.RELATION, Head.REPORTER, Head.SOURCE}
)
_PEOPLE = frozenset({Head.ROLE, Head.GROUP, Head.FAMILY, Head.OFFICE, Head.POST, Head.RELATION, Head.MEMBERS})
_WITHOUT_AFFILIATION = frozenset(
    {Head.RELATION, Head.FAMILY, Head.BODY, Head.OUTLET, Head.MEDIA, Head.PLACE, Head.PRONOUN}
)
_PARTITIVE = frozenset({"من", "بين"})
_COMES_FROM = frozenset({"من", "لدي"})
_LONE = frozenset({"ل", "ب"})
_TAKES_UP = frozenset({"اول", "اخير", "اخيرة"})  # the former, the latter: whoever that is has been named
_REPORTS = frozenset({"تقارير", "تقرير", "انباء", "بيانات", "نتاءج", "نتائج", "تعداد", "احصاء"})
_FRACTION = re.compile(r"\d+[.,٫]\d+")
_PLURAL = re.compile("..(?:ون|ين|ات)$")


def read_arabic(text: str, piece: Piece, names: Sequence[Name]) -> Phrase:
    """Read the source phrase at `piece` of `text`. `names` may be empty."""
    units = units_of(text, piece, names, Language.ARABIC)
    start, quantity = _quantity(units, text)
    if start >= len(units):
        return blank(piece, units, quantity)
    at = _head_at(units, start)
    head, number = _head(units, at)
    quantity = _of_some(quantity, units, at)
    name = (
        person_name(units, start, plural=_are_many(units, at, head, number, quantity))
        if _may_name(units, at, head)
        else None
    )
    if name is not None:
        return _with_person(text, units, start, name)
    construct = construct_of(units, at, head)
    employer = employer_of(text, units, construct)
    affiliation = employer or trade_of(text, units, construct, at)
    head = _corrected(units, at, head, construct)
    if head is Head.PLACE and number is Number.MANY and quantity.quantified:
        head = Head.GROUP  # بعض الأتراك: some of them, and not their state
    role = Piece(units[at].start, units[construct.end - 1].end) if head in _WITH_ROLE else None
    return Phrase(
        head=head,
        number=number,
        # A reporter is known by the outlet, with an article or without.
        definite=construct.definite or head is Head.REPORTER or (head is Head.BODY and units[at].has(W.KNOWN_BODY)),
        quantified=quantity.quantified,
        proper=_is_proper(units, at, head, construct),
        placed=employer is not None,
        count=_count(quantity, Number.ONE if head is Head.BODY else number),
        words=trimmed(text, units[0].start, units[-1].end),
        role=role,
        affiliation=None if head in _WITHOUT_AFFILIATION else affiliation,
        units=units,
        exemplified=number is Number.MANY and head not in (Head.MEDIA, Head.OUTLET) and _names_some(units, at),
    )


def _names_some(units: tuple[Unit, ...], at: int) -> bool:
    """Whether a name follows a word that picks some of the many: `منظمات بينها أطباء بلا حدود`."""
    place = next((i for i in range(at + 1, len(units)) if units[i].has(W.INCLUSION)), len(units))
    behind = [unit for unit in units[place + 1 : place + 8] if not unit.mark]
    if behind and behind[0].has(W.NUMERAL, W.QUANTIFIER):
        return False  # منهم ثلاثة من مؤسسي الحركة
    return any(unit.name is not None or unit.quoted or unit.has(W.KNOWN_BODY, W.PLACE) for unit in behind)


def _are_many(units: tuple[Unit, ...], at: int, head: Head, number: Number, quantity: Quantity) -> bool:
    """Whether the head is many people, of whom a name behind is only a part; one of many (أحد السكان سامر الفهدي) and
    two (النجمان فلان وفلان) may bear it, and a name may look like a plural (معدي السالمي)."""
    tagged = units[at].name is EntityKind.PERSON and units[at].name_start and not _PLURAL.search(units[at].text)
    if quantity.count == 1 or (tagged and at + 1 < len(units) and units[at + 1].name is EntityKind.PERSON):
        return False
    if quantity.quantified:
        return True
    # With an article a plural keeps its ن: المدعي is one prosecutor.
    plural = number is Number.MANY and not (units[at].definite and units[at].text.endswith(("ي", "و")))
    return head in _PEOPLE and (plural or (number is Number.TWO and not units[at].definite))


def _may_name(units: tuple[Unit, ...], at: int, head: Head) -> bool:
    """Whether a name in the phrase can be the head's own: not of a source (مصدر مقرب من فلان), nor of an outlet, whose
    name may be a person's."""
    if head is Head.SOURCE:
        return any(unit.has(W.RELATIVE) for unit in units)
    return head is not Head.OUTLET or (len(units) > 1 and not units[at].has(W.OUTLET_NOUN, W.OUTLET_HOST))


def _of_some(quantity: Quantity, units: tuple[Unit, ...], at: int) -> Quantity:
    """The head of one out of many (قائد إحدى الكتائب) is as little known as the many are."""
    picks = at + 1 < len(units) and units[at + 1].has(W.QUANTIFIER) and not units[at].definite
    picks = picks and units[at].name is not EntityKind.PERSON  # a name in front is of one who is told apart
    return Quantity(True, 1 if quantity.count is None else quantity.count) if picks else quantity


def _count(quantity: Quantity, number: Number) -> int | None:
    if quantity.count is not None or quantity.quantified:
        return quantity.count
    return {Number.ONE: 1, Number.TWO: 2, Number.MANY: None}[number]


def _corrected(units: tuple[Unit, ...], at: int, head: Head, construct: Construct) -> Head:
    """What the words behind the head make of it: reports of the press are the press, the website of a ministry is the
    ministry's, a survey by an outlet is the outlet's."""
    behind = units[at + 1 :]
    tagged = units[at].name if head is Head.UNKNOWN else None
    if tagged in (EntityKind.ORGANIZATION, EntityKind.PLACE):
        return Head.BODY if tagged is EntityKind.ORGANIZATION else Head.PLACE
    written = head in (Head.DOCUMENT, Head.STUDY) and units[at].text in _REPORTS
    if written and behind and behind[0].has(W.PRESS_ADJECTIVE):
        return Head.MEDIA
    if (head is Head.STUDY or units[at].text in _REPORTS) and by_outlet(behind):
        return Head.OUTLET
    if head is Head.ROLE and units[at].has(W.PRESS_ROLE) and works_for_outlet(units, at):
        return Head.REPORTER
    if head is Head.REPORTER and is_envoy(units, at):
        return Head.OFFICE
    if head is Head.OUTLET and units[at].text.startswith("موقع") and construct.end < len(units):
        owner = units[construct.end]
        if owner.clitic == "ل" and owner.has(W.BODY, W.KNOWN_BODY):
            return Head.BODY
    return head


def _is_proper(units: tuple[Unit, ...], at: int, head: Head, construct: Construct) -> bool:
    if head in (Head.RELATION, Head.FAMILY):
        return _of_a_person(units, at, construct)
    if head is Head.POST:
        return construct.proper or construct.body is not None
    if head in (Head.TEAM, Head.STUDY):
        return construct.proper or any(
            unit.has(W.KNOWN_BODY, W.OUTLET)
            or unit.name is EntityKind.ORGANIZATION
            or (unit.has(W.BODY) and not unit.mark)
            for unit in _makers(units, at, head)
        )
    if head is Head.DOCUMENT and at + 1 < len(units) and units[at].sense(W.DOCUMENT) and not units[at].definite:
        described = units[at + 1]
        of_a_body = not described.has(W.ADJECTIVE) and adjective_like(described)
        if of_a_body and head_number(units[at]) is Number.ONE:
            return True
    return construct.proper or units[at].has(W.KNOWN_BODY) or units[at].name is EntityKind.ORGANIZATION


def _makers(units: tuple[Unit, ...], at: int, head: Head) -> tuple[Unit, ...]:
    """What may name who made it: not whom it comes from (المعلومات الواردة من الوزارة), which of a team does."""
    behind = units[at + 1 :]
    if head is Head.TEAM:
        return behind
    end = next((i for i, unit in enumerate(behind) if i and unit.text in _COMES_FROM), len(behind))
    return behind[:end]


def head_number(unit: Unit) -> Number:
    """The number of a document noun."""
    sense = unit.sense(W.DOCUMENT)
    return sense.number if sense else Number.ONE


def _quantity(units: tuple[Unit, ...], text: str) -> tuple[int, Quantity]:
    """Read the quantifiers, numerals and demonstratives in front; return where the noun begins."""
    at, quantified, count = 0, False, None
    while at < len(units):
        unit = units[at]
        digits = text[unit.start : unit.end]
        if unit.mark or unit.has(W.TOTAL):
            pass
        elif (sense := unit.sense(W.QUANTIFIER)) and at + 1 < len(units):
            quantified, count = True, sense.count  # twenty in the hundred, five thousands: how many, nobody counted
        elif (sense := unit.sense(W.NUMERAL)) and at + 1 < len(units):
            count = sense.count
        elif digits.isdecimal() and at + 1 < len(units):
            count = int(digits) if len(digits) < 8 else None
        elif _FRACTION.fullmatch(digits):
            quantified = True
        elif unit.text in _PARTITIVE and at and at + 1 < len(units):
            quantified = quantified or count is not None
        elif count is not None and unit.text == "علي" and at + 2 < len(units) and units[at + 1].text == "الاقل":
            at += 1
        else:
            break
        at += 1
    return at, Quantity(quantified, count)


def _head_at(units: tuple[Unit, ...], start: int) -> int:
    """Return the index of the head: the first unit that is neither a mark, nor a preposition written apart (لـ «فلان»),
    nor a mere title before another noun."""
    at = start
    while at + 1 < len(units) and (
        units[at].mark or units[at].text in _LONE or (units[at].has(W.TITLE) and units[at + 1].has(*NOUNS, W.TITLE))
    ):
        at += 1
    return at


def _head(units: tuple[Unit, ...], at: int) -> tuple[Head, Number]:
    unit = units[at]
    outlet = unit.sense(W.OUTLET)
    if outlet and (unit.quoted or not outlet.common):
        return Head.OUTLET, Number.ONE
    if stands_for_outlet(units):
        return Head.OUTLET, Number.ONE
    if unit.has(W.OUTLET_HOST) and outlet_follows(units, at):
        return Head.OUTLET, Number.ONE
    for word_class, head in _HEADS:
        if unit.has(word_class):
            return head, _number(units, at, unit.number(word_class))
    if unit.has(W.TITLE):
        return Head.OFFICE, Number.ONE
    if unit.has(W.QUANTIFIER):
        return Head.GROUP, Number.MANY
    if unit.definite and unit.has(W.ADJECTIVE) and unit.text not in _TAKES_UP:
        return Head.ROLE, Number.ONE  # الثالثة, الكبير: somebody who is only told apart
    if _is_plural(units, at):
        return Head.GROUP, Number.MANY
    return Head.UNKNOWN, Number.ONE


def _is_plural(units: tuple[Unit, ...], at: int) -> bool:
    """Whether an unknown word has the ending of many people; foreign names end so too (سيمون ديران, حسين بن علي)."""
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    if after is not None and (after.text == "بن" or unit.name is after.name is EntityKind.PERSON):
        return False
    return (unit.definite and bool(_PLURAL.search(unit.text))) or unit.text.endswith(("يون", "يين"))


def _number(units: tuple[Unit, ...], at: int, number: Number) -> Number:
    """A final ا is a dual only before a genitive (مسؤولا الملف), else an accusative (مسؤولا رفيعا)."""
    if number is not Number.TWO or not units[at].text.endswith("ا"):
        return number
    after = units[at + 1] if at + 1 < len(units) else None
    genitive = after is not None and not after.clitic and (after.definite or after.has(*NOUNS))
    return Number.TWO if genitive else Number.ONE


def _of_a_person(units: tuple[Unit, ...], at: int, construct: Construct) -> bool:
    return any(
        unit.name is EntityKind.PERSON
        or unit.has(W.GIVEN_NAME, W.NAME_PARTICLE)
        or unit.quoted
        or (not unit.senses and not unit.definite)
        for unit in units[at + 1 : construct.end]
        if not unit.mark
    ) or any(unit.has(W.OFFICE) and unit.definite for unit in units[at + 1 : construct.end])


def _with_person(text: str, units: tuple[Unit, ...], start: int, name: int) -> Phrase:
    """A phrase with a person's name: the name decides, what stands beside it is role and affiliation."""
    at = next(
        (i for i in range(start, len(units)) if units[i].has(*_PERSONAL) and not _is_name_part(units, i, name)), None
    )
    role = affiliation = None
    if at is not None:
        end = len(units)
        if at < name:
            end = name
            while end > at + 1 and units[end - 1].has(W.TITLE):
                end -= 1
        construct = construct_of(units[:end], at, Head.OFFICE)
        role = trimmed(text, units[at].start, units[construct.end - 1].end)
        affiliation = employer_of(text, units[:end], construct)
    return Phrase(
        head=Head.PERSON_NAME,
        number=Number.ONE,
        definite=True,
        quantified=False,
        proper=True,
        placed=affiliation is not None,
        count=1,
        words=trimmed(text, units[0].start, units[-1].end),
        role=role,
        affiliation=affiliation,
        units=units,
    )


def _is_name_part(units: tuple[Unit, ...], at: int, name: int) -> bool:
    """Whether the personal noun at `at` is a part of the name itself: a given or a family name (أبو علي العسكري)."""
    if at < name:
        return False
    if units[at].has(W.GIVEN_NAME, W.NAME_PARTICLE) or units[at].name is EntityKind.PERSON:
        return True
    last = at + 1 >= len(units) or units[at + 1].mark
    office = units[at].has(W.OFFICE, W.SPOKESPERSON)
    return last and units[at].definite and not office and not units[at - 1].mark
