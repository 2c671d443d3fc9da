"""Broken lines are joined, and only they."""

import textwrap

from nlp.normalise.clean import clean
from nlp.normalise.lines import mend
from nlp.normalise.prepare import prepare

ENGLISH = [
    "The harbour authority said on Tuesday that the ferry would not sail before the end of the month, because the "
    "inspectors had found cracks in two of its four engines and spare parts were hard to come by.",
    "“We will not put a single passenger at risk,” said Mara Vint, who has led the authority since the spring. She "
    "added that those who hold tickets would be given their money back within ten days.",
    "Island traders, who live off the summer crossings, called the news a disaster. The mayor promised to charter a "
    "smaller vessel.",
]
ARABIC = [
    "أعلنت سلطة الميناء يوم الثلاثاء أن العبارة لن تبحر قبل نهاية الشهر، لأن المفتشين عثروا على تشققات في اثنين من "
    "محركاتها الأربعة، ولأن قطع الغيار يصعب الحصول عليها في هذا الموسم من السنة.",
    "وقالت رئيسة السلطة مارا فنت: «لن نعرض راكبا واحدا للخطر مهما كان الثمن»، مضيفة أن حاملي التذاكر سيستردون أموالهم "
    "في غضون عشرة أيام من تاريخ الإعلان.",
    "ووصف تجار الجزيرة الذين يعيشون على رحلات الصيف الخبر بأنه كارثة. ووعد رئيس البلدية باستئجار سفينة أصغر حجما حتى "
    "تعود العبارة إلى العمل.",
]


def wrap(paragraphs: list[str], width: int, between: str = "\n\n") -> str:
    return between.join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)


def mended(text: str) -> list[str]:
    return [line for line in mend(clean(text)).text.split("\n") if line]


def test_wrapped_english_is_joined_at_any_width() -> None:
    for width in (40, 60, 72, 90, 120):
        assert mended(wrap(ENGLISH, width)) == ENGLISH


def test_wrapped_arabic_is_joined() -> None:
    for width in (50, 70, 90):
        assert mended(wrap(ARABIC, width)) == ARABIC


def test_title_and_byline_above_one_broken_paragraph_stay_apart() -> None:
    head = ["Ferry stays in port", "By Lena Ort", "3 May"]
    assert mended("\n".join([*head, "", wrap(ENGLISH[:1], 70)])) == [*head, ENGLISH[0]]
    head = ["العبارة باقية في الميناء", "لينا أورت", "٣ أيار"]
    assert mended("\n".join([*head, "", wrap(ARABIC[:1], 60)])) == [*head, ARABIC[0]]


def test_paragraphs_that_follow_without_an_empty_line_stay_apart() -> None:
    assert mended(wrap(ENGLISH, 60, between="\n")) == ENGLISH


def test_stretched_lines_are_measured_without_their_stretch_marks() -> None:
    lines = wrap(ARABIC, 70).replace("الميناء", "المـــــــــــينـــــــاء").replace("التذاكر", "التـــــــذاكر")
    assert mended(lines) == ARABIC


def test_an_empty_line_inside_a_sentence_is_passed_over_where_the_page_puts_them() -> None:
    broken = []
    for paragraph in ARABIC * 2:
        *lines, last = textwrap.wrap(paragraph, 60)
        broken.append("\n".join(lines) + "\n\n" + last)
    assert mended("\n\n".join(broken)) == ARABIC * 2


def test_page_furniture_is_left_out_of_a_broken_text() -> None:
    first, *others = textwrap.wrap(ENGLISH[0], 60)
    text = "\n".join([first, "https://harbour.example/news/17", "12", *others]) + "\n\n" + wrap(ENGLISH[1:], 60)
    assert mended(text) == ENGLISH


def test_running_titles_are_left_out_of_a_broken_text() -> None:
    lines = wrap(ENGLISH * 2, 60).split("\n")
    for at in (14, 8, 3):
        lines.insert(at, "The Harbour Courier")
    assert mended("\n".join(lines)) == ENGLISH * 2


def test_a_word_hyphenated_at_the_line_end_becomes_whole() -> None:
    text = (
        "The harbour authority said on Tuesday that its inspec-\n"
        "tors had found cracks in two of the four engines of\n"
        "the ferry, and that those who hold tickets would be\n"
        "given their money back.\n"
    )
    assert mended(text) == [text.replace("inspec-\ntors", "inspectors").replace("\n", " ").strip()]


def test_a_heading_between_broken_paragraphs_stays_apart() -> None:
    text = wrap(ENGLISH[:2], 60) + "\n\nWhat traders fear\n\n" + wrap(ENGLISH[2:], 60)
    assert mended(text) == [*ENGLISH[:2], "What traders fear", ENGLISH[2]]


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    for paragraphs in (ENGLISH, ARABIC):
        text = "\n\n".join(paragraphs)
        assert mend(clean(text)) == clean(text)


SHORT = [
    "أعلنت الوزارة أمس أنها ستوقف العمل بالنظام القديم ابتداء من الشهر المقبل",
    "وقال الوزير إن النظام الجديد أكثر كفاءة وأقل كلفة على المواطنين",
    "وأضاف أن المرحلة الأولى تشمل العاصمة وضواحيها والمدن الكبرى",
    "وانتقدت النقابة القرار في بيان ورأت أنه متسرع في هذه الظروف",
]


def test_short_paragraphs_without_a_full_stop_are_left_alone() -> None:
    for between in ("\n", "\n\n"):
        assert mended(between.join(SHORT)) == SHORT
    apart = [line.removeprefix("و") for line in SHORT]
    assert mended("\n\n".join(apart)) == apart


def test_a_list_of_titles_is_left_alone() -> None:
    titles = [
        "Ferry stays in port until the end of the month",
        "Mayor promises to charter a smaller vessel soon",
        "Traders on the island fear for their summer now",
        "Engine makers say that spare parts are hard to get",
    ]
    assert mended("\n".join(titles)) == titles


def test_the_map_back_survives_the_joining() -> None:
    original = wrap(ARABIC, 60).replace("الميناء", "المـــينـاء")
    text = prepare(original)
    at = text.working.index("العبارة لن تبحر قبل نهاية الشهر")
    start, end = text.to_original(at, at + len("العبارة لن تبحر قبل نهاية الشهر"))
    assert original[start:end].replace("\n", " ") == "العبارة لن تبحر قبل نهاية الشهر"
    for index, character in enumerate(text.working):
        assert character.isspace() or original[text.origin[index]] == character
