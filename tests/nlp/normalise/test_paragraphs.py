"""Paragraphs and headings."""

import pytest

from nlp.normalise.paragraphs import paragraphs_of

ARTICLE = """  Ferry stays in port until June

By Lena Ort

The harbour authority said on Tuesday that the ferry would not sail.

“We will not put a single passenger at risk,” the authority said.

Reactions on the island

Mara Vint answered:

“No comment”

...
"""


def test_each_line_with_something_on_it_is_a_paragraph() -> None:
    lines = [ARTICLE[block.start : block.end] for block in paragraphs_of(ARTICLE)]
    assert lines == [line.strip() for line in ARTICLE.splitlines() if line.strip()]


def test_headings() -> None:
    headings = [ARTICLE[block.start : block.end] for block in paragraphs_of(ARTICLE) if block.heading]
    assert headings == ["Ferry stays in port until June", "By Lena Ort", "Reactions on the island"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("هل تعود العبارة إلى العمل قبل الصيف؟", True),
        ("الوزير: لن نرفع الأسعار", True),
        ("أعلنت السلطة أن العبارة لن تبحر.", False),
        ("وقال الوزير:", False),
        ("أعلنت السلطة أن العبارة لن تبحر " * 8, False),
    ],
)
def test_the_first_line_is_a_title_unless_it_ends_like_a_sentence(line: str, heading: bool) -> None:
    assert paragraphs_of(line + "\n\nنص الخبر يأتي هنا.")[0].heading is heading
