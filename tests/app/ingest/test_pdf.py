"""PDFs written by hand: what pages repeat, paragraphs across pages, columns, words cut at line ends."""

from __future__ import annotations

import pytest

from app.ingest.pdf.document import read_pdf
from tests.hostile.pdfs import pdf, stream

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
