"""Text that came out of a PDF badly: recognised, torn lines put in order, every span still the original's."""

from __future__ import annotations

import pytest

from nlp.limits import MAX_TEXT_LENGTH
from nlp.normalise.clean import clean
from nlp.normalise.prepare import prepare
from nlp.normalise.repair import cuts, is_garbled, repair
from nlp.normalise.text import WorkingText

STRETCHED = "قــال المتحــدث باســم البلديــة إن الأشغــال ستنتهــي قبــل نهايــة الشهــر\n"
BEFORE = "وفي تصريح أدلى به للصحفيين بعد الجلسة التي عقدها المجلس البلدي، رحب رئيس"
TORN = "ير المياه رامي الحداد إن السد سيفتح قريبا مجلس الوزراء بهذه الخطوة، وقال وز"
MENDED = "مجلس الوزراء بهذه الخطوة، وقال وزير المياه رامي الحداد إن السد سيفتح قريبا"
AFTER = "أمام حركة السير، وذلك بعد أن انتهت الأشغال التي استمرت فيه سنة كاملة ونصف."
GARBLED = f"{STRETCHED * 3}{BEFORE}\n{TORN}\n{AFTER}\n"


def original_of(text: WorkingText, words: str) -> list[str]:
    at = text.working.index(words)
    return [text.original[start:end] for start, end in text.stretches(at, at + len(words))]


def test_a_torn_line_is_put_in_order() -> None:
    text = prepare(GARBLED)
    assert f"رئيس {MENDED} أمام" in text.working
    assert len(text.cuts) == 3


def test_spans_are_of_the_original_whatever_was_moved() -> None:
    text = prepare(GARBLED)
    assert original_of(text, "رامي الحداد") == ["رامي الحداد"]
    assert original_of(text, "وزير المياه رامي") == ["وز", "ير المياه رامي"]
    assert original_of(text, "سيفتح قريبا أمام حركة") == ["سيفتح قريبا", "أمام حركة"]
    assert original_of(text, "رحب رئيس مجلس الوزراء") == ["رحب رئيس", "مجلس الوزراء"]
    at = text.working.index("وزير المياه رامي")
    start, end = text.to_original(at, at + len("وزير المياه رامي"))
    assert text.original[start:end] == "ير المياه رامي"


THREE = "ــع الطلبــات الــتي ــانت رسالتنــا واضحــة للنــاس. يجــب أن تتوقــف جمي أجاب المدير الجديد: ك"
FOUND = "أجاب المدير الجديد: كانت رسالتنا واضحة للناس. يجب أن تتوقف جميع الطلبات التي"


def test_a_line_torn_twice_is_put_in_order() -> None:
    text = prepare(f"{STRETCHED * 3}{THREE}\n{AFTER}\n")
    assert f"{FOUND} أمام" in text.working
    assert original_of(text, "كانت رسالتنا واضحة") == ["ك", "انت رسالتنــا واضحــة"]
    (line,) = text.reordered
    assert text.original[slice(*line)] == THREE.removeprefix("ــ")


LOSSES = (
    "وصل الوفد إلى المدينــة في أيلول ، وأجرى فيها محادثات استمرت  أيام كاملة\n"
    "ثم خرج الناس إلى الشا الرئيسي وأغلقوه، وقالت الشرطة إنها لم تتدخل بعد.\n"
)


def test_what_is_lost_is_marked_and_not_guessed() -> None:
    text = prepare(GARBLED + LOSSES)
    assert [text.original[start:end] for start, end in text.lost] == [" ،", "  ", "الشا"]
    assert "إلى الشا الرئيسي" in text.working
    assert prepare(GARBLED.replace(STRETCHED, "") + LOSSES).lost == (), "only in a garbled text"


@pytest.mark.parametrize(
    "line",
    [
        "قال الوزير ، وهو يبتسم ، إن العمل ، كما ترون ، قد انتهى .\n",
        "قال  الوزير  وهو  يبتسم\n",
        "قال الوزير رامي الحداد إن المهندسين وصلوا إلى الموقع.\n",
    ],
)
def test_a_habit_and_a_whole_line_have_lost_nothing(line: str) -> None:
    assert prepare(STRETCHED * 3 + line * 3).lost == ()


def test_every_character_is_kept_and_knows_where_it_was() -> None:
    cleaned = clean(GARBLED)
    repaired = repair(GARBLED, cleaned).cleaned
    assert sorted(repaired.origin) == sorted(set(repaired.origin))
    assert all(GARBLED[at] == letter for at, letter in zip(repaired.origin, repaired.text, strict=True))
    lost = set(range(len(GARBLED))) - set(repaired.origin) - {at for at, c in enumerate(GARBLED) if c == "ـ"}
    assert {GARBLED[at] for at in lost} <= {" "}


def test_other_texts_are_not_touched() -> None:
    for whole in (
        GARBLED.replace("ـ", ""),
        f"{BEFORE}\n{TORN}\n{AFTER}\n",
        STRETCHED * 2 + BEFORE,
        "ســـــلام يا أهل الدار",
    ):
        assert not is_garbled(whole)
        assert prepare(whole).cuts == ()


@pytest.mark.parametrize("line", [BEFORE, MENDED, AFTER, "قال", "وز", "ير", ""])
def test_lines_that_are_whole_or_cannot_be_told_stay(line: str) -> None:
    text = f"{STRETCHED * 3}{line}\n{AFTER}"
    cleaned = clean(text)
    assert repair(text, cleaned).cleaned.text == cleaned.text


def test_cuts_of_a_map_that_never_goes_back() -> None:
    assert cuts(range(10)) == ()
    assert cuts([]) == ()
    assert cuts([0, 1, 5, 6, 2, 3, 7]) == (2, 4, 6)


def test_a_text_as_long_as_any_is_repaired_in_time() -> None:
    line = f"{TORN}\n"
    text = STRETCHED * 3 + line * ((MAX_TEXT_LENGTH - 1_000) // len(line))
    prepare(text)
