"""Quotation marks paired as writers, web software and PDF extraction leave them.

In the cases below `[` and `]` stand for where a quotation should begin and end (marks included); `[~` begins one that
is not closed. They are taken out before the text is read.
"""

import re

import pytest

from nlp.normalise.prepare import prepare
from nlp.normalise.text import Quotation, WorkingText


def found(text: WorkingText) -> str:
    """Draw the quotations into the working copy."""
    starts: dict[int, str] = {}
    ends: dict[int, str] = {}
    for quotation in text.quotations:
        starts[quotation.start] = starts.get(quotation.start, "") + ("[" if quotation.closed else "[~")
        ends[quotation.end] = ends.get(quotation.end, "") + "]"
    length = len(text.working)
    return "".join(
        ends.get(at, "") + starts.get(at, "") + (text.working[at] if at < length else "") for at in range(length + 1)
    )


@pytest.mark.parametrize(
    "drawn",
    [
        # each kind of mark
        "قال الوزير: [«لن نرفع الأسعار»].",
        "قال الوزير: [“لن نرفع الأسعار”].",
        'قال الوزير: ["لن نرفع الأسعار"].',
        "قال الوزير: [„لن نرفع الأسعار“].",
        "قال الوزير: [‟لن نرفع الأسعار‟].",
        "قال الوزير: [‹لن نرفع الأسعار›].",
        "The clerk said: [``We are closed''] and left.",
        "The clerk said: [''We are closed''] and left.",
        "The clerk said: [‘‘We are closed’’] and left.",
        # mirrored by the extraction of a PDF
        "قال الوزير: [»لن نرفع الأسعار«]، وأضاف [»لن نفعل«].",
        "قال الوزير: [”لن نرفع الأسعار“]، وأضاف [”لن نفعل“].",
        # one mark for both ends
        "قال الوزير: [”لن نرفع الأسعار”]، وأضاف [”لن نفعل”].",
        "في حي [« الزهراء «] وحي [« النهر «] معا.",
        # behind a particle, with and without a stretch mark
        'رحبت اللجنة ب["القرار"] و["التعديل"] ولل["مجلس"] شكرها.',
        "رحبت اللجنة ب[”القرار“] و[”التعديل“].",
        'صرح ل[" إذاعة الجبل"] أمس.',
        # set apart by spaces, or put at the wrong end of them
        'قال الوزير [" لن نرفع الأسعار "] ثم خرج.',
        'قال الوزير: [" لن نرفع الأسعار "].',
        'قال الوزير[" إن الأسعار ثابتة"]. وخرج.',
        # marks of two families for one quotation
        'There was [“no danger"] to the town.',
        "عرضت [“القرية 2050″] أعمالها.",
        # nested
        "قال: [«سمعت الناس يصيحون [“النجدة”] في السوق»].",
        'قال: ["قصفوا قاعدة ["النسر"] ثم انسحبوا"].',
        "قال: [«دخلوا حي [«الزهراء»] ليلا»].",
        "She said, [“He told me [‘never again’] and hung up.”]",
        # English single marks and apostrophes
        "The ['quasi-state'] is the farmers' own, it's said.",
        "[‘We’re done,’] the clerks’ leader said.",
        "She called it ['the miners' last stand'] on Monday.",
        "It was the '90s, and rock 'n' roll was everywhere, y'all.",
        "They don't know what the workers' council wants.",
        # no quotations
        "The pipe is 5\" wide and 6' long.",
        "لم يكن هناك اقتباس في هذه الجملة».",
        'كلمة " وحيدة.',
        '"" and «»',
        # not closed
        "قال الوزير: [~«لن نرفع الأسعار وسنرى]",
        "[~“We shall see, she said.]\n\nNobody answered.",
    ],
)
def test_pairs(drawn: str) -> None:
    text = re.sub(r"\[~?|\]", "", drawn)
    assert found(prepare(text)) == drawn


def quotations_of(original: str) -> list[tuple[str, Quotation]]:
    text = prepare(original)
    return [(text.working[quotation.inner_start : quotation.inner_end], quotation) for quotation in text.quotations]


def test_depth_counts_the_quotations_around_one() -> None:
    drawn = quotations_of("قال: «سمعت الناس يصيحون “اهربوا إلى ‹النهر› حالا” في السوق» ثم قال «وداعا».")
    assert [(inner, quotation.depth) for inner, quotation in drawn] == [
        ("سمعت الناس يصيحون “اهربوا إلى ‹النهر› حالا” في السوق", 0),
        ("اهربوا إلى ‹النهر› حالا", 1),
        ("النهر", 2),
        ("وداعا", 0),
    ]


def test_a_quotation_that_opens_again_in_each_paragraph_is_one_for_each() -> None:
    drawn = quotations_of(
        "The captain wrote:\n\n“The sea was calm.\n\n“Nobody saw the rock.\n\n“I regret it,” he added."
    )
    assert [(inner, quotation.closed) for inner, quotation in drawn] == [
        ("The sea was calm.", False),
        ("Nobody saw the rock.", False),
        ("I regret it,", True),
    ]


def test_a_quotation_that_does_not_open_again_is_followed_to_its_end() -> None:
    drawn = quotations_of('قال القبطان: "كان البحر هادئا.\n\nولم ير أحد الصخرة في "المضيق" ليلا.\n\nأنا آسف". ثم صمت.')
    assert [(inner, quotation.closed, quotation.depth) for inner, quotation in drawn] == [
        ("كان البحر هادئا.", False, 0),
        ('ولم ير أحد الصخرة في "المضيق" ليلا.', False, 0),
        ("المضيق", True, 1),
        ("أنا آسف", True, 0),
    ]
    assert drawn[1][1].start == drawn[1][1].inner_start


def test_a_lost_mark_does_not_reach_over_many_paragraphs() -> None:
    drawn = quotations_of("قال «لن نرفع الأسعار.\n" + "مرت الأيام ولم يحدث شيء.\n" * 6 + "انتهى الخبر».")
    assert [inner for inner, _ in drawn] == ["لن نرفع الأسعار."]


def test_tokens_show_which_way_a_paired_mark_faces() -> None:
    text = prepare("قال: \"لن نرفع\" و“كذا” ثم ``so'' و 'x y' وكلمة» 7\".")
    forms = [
        token.form
        for paragraph in text.paragraphs
        for sentence in paragraph.sentences
        for token in sentence.tokens
        if not token.form.isalnum() and token.form not in ":."
    ]
    assert forms == ["«", "»", "«", "»", "«", "»", "«", "»", '"', '"']
