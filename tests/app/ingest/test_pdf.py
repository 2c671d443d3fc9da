"""PDFs written by hand: what pages repeat, paragraphs across pages, columns, words cut at line ends."""

from __future__ import annotations

import pytest

from app.ingest.pdf.document import read_pdf
from tests.hostile.pdfs import WORDS, drawing, pdf, stream

Line = tuple[int, int, int, str]
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"


def document(*pages: list[Line]) -> bytes:
    """Make a PDF whose pages hold these lines: x, y, type size, text."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        FONT,
    ]
    for index, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (first + 2 * index + 1)
        )
        drawn = [f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines]
        objects.append(stream("\n".join(drawn).encode("latin-1")))
    return pdf(objects)


def body(top: int, *texts: str, x: int = 50) -> list[Line]:
    return [(x, top - 14 * index, 10, text) for index, text in enumerate(texts)]


def test_paragraphs_go_on_over_pages_and_what_pages_repeat_is_left_out() -> None:
    def framed(number: int, lines: list[Line]) -> list[Line]:
        return [(50, 780, 8, f"Sample Post, edition {number}"), *lines, (300, 20, 8, f"- {number} -")]

    reading = read_pdf(
        document(
            framed(
                1, [(50, 740, 20, "Bridge to open"), *body(700, "The mayor of Tolan said on Monday that", "the bridge")]
            ),
            framed(2, body(740, "would be open by the end of the spring.", "Nobody else would comment on the date.")),
            framed(3, body(740, "The last word belongs to the engineers", "who built it.")),
        )
    )
    assert "Sample Post" not in reading.text
    assert "- 2 -" not in reading.text
    assert reading.title == "Bridge to open"
    assert reading.text.startswith("Bridge to open\n\nThe mayor of Tolan said on Monday that the bridge")


def test_columns_are_read_one_after_the_other() -> None:
    left = body(700, *[f"left line number {index} of the page" for index in range(8)])
    right = body(707, *[f"right line number {index} of it all" for index in range(8)], x=330)
    text = read_pdf(document([(50, 750, 22, "A headline across both"), *left, *right])).text
    assert text.startswith("A headline across both")
    places = [text.index(f"left line number {index}") for index in range(8)]
    places += [text.index(f"right line number {index}") for index in range(8)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The plan to enlarge the air-", "port was dropped.", "the airport was"),
        ("A well-known plan, and a well-", "known end.", "a well-known end."),
    ],
)
def test_words_cut_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    assert joined in read_pdf(document(body(700, first, second))).text


def test_an_initial_and_a_raised_number_are_on_their_lines() -> None:
    lines = body(700, "he mayor said the bridge was open.", "Nobody else would comment on it.", x=75)
    after = [(50, 672, 10, "The council will meet on Friday"), (236, 675, 6, "7"), (246, 672, 10, "to vote.")]
    text = read_pdf(document([(50, 686, 30, "T"), *lines, *after])).text
    said = "The mayor said the bridge was open. Nobody else would comment on it."
    assert " ".join(text.split()) == f"{said} The council will meet on Friday7 to vote."


def test_notes_at_the_foot_of_a_page_come_last() -> None:
    first = [*body(700, "The mayor said the bridge that was closed for", "so long would"), (50, 80, 7, "1. By road.")]
    text = read_pdf(document(first, body(740, "be open again.", "Nobody else would comment on the date."))).text
    assert "bridge that was closed for so long would be open again." in " ".join(text.split())
    assert text.endswith("1. By road.")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_that_are_turned(turn: int) -> None:
    words = "The mayor said on Monday that the bridge would be open."
    content = document(body(700, words, "Nobody else would comment on it."))
    turned = content.replace(b"/MediaBox [0 0 600 800]", b"/Rotate %d /MediaBox [0 0 600 800]" % turn)
    assert read_pdf(turned).text.replace("\n\n", " ") == f"{words} Nobody else would comment on it."


def test_a_stamp_across_the_page_is_no_text() -> None:
    stamp = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (CONFIDENTIAL) Tj ET\n"
    reading = read_pdf(pdf(drawing(stamp + WORDS)))
    assert reading.text == "The mayor said that the bridge was open."
