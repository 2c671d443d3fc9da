"""A PDF in, its article out."""

from __future__ import annotations

import re
import unicodedata

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from app.ingest.limits import MAX_FIELD
from app.ingest.pdf.glyphs import UNKNOWN, Page, pages_of
from app.ingest.pdf.layout import directions, is_right_to_left, lines_of
from app.ingest.pdf.order import logical
from app.ingest.pdf.paragraphs import Row, paragraphs_of, with_notes_last, without_running_heads
from app.ingest.pdf.raised import on_their_lines
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind, Reading

_SCANNED = 20
"""Characters on a page below which a page with a picture on it is a scan, a stamp or a page number beside it."""
_DOUBTFUL = 0.9
"""The quality below which a reading is no text anybody should quote from."""

_OPENS = re.compile(r"(?:^|[\s:،])([(\[«])\w|\w[.،؟!]?([)\]»])(?=$|[\s.،؛:؟!])")
_MIRRORED = re.compile(r"(?:^|[\s:،])([)\]»])\w|\w[.،؟!]?([(\[«])(?=$|[\s.،؛:؟!])")


def read_pdf(content: bytes) -> Reading:
    """Read the text of a PDF in reading order.

    Raises `Unreadable`: `encrypted`, `damaged`, `needs_ocr`, `no_article`, `too_large`.
    """
    try:
        pages = list(pages_of(content))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise Unreadable(Problem.ENCRYPTED, "The PDF is encrypted and needs a password.") from None
    except (PDFException, PSException) as error:
        raise Unreadable(Problem.DAMAGED, f"The PDF is damaged ({type(error).__name__}).") from None
    _check_written(pages)
    flat = with_notes_last(without_running_heads(_rows(pages)))
    text = "\n\n".join(paragraphs_of(flat))
    quality = _quality(text)
    if not text.strip():
        raise Unreadable(Problem.NO_ARTICLE, "There is no text in the PDF.")
    if quality < _DOUBTFUL:
        raise Unreadable(
            Problem.NEEDS_OCR, f"Only {quality:.0%} of the PDF's characters say what they stand for; it needs OCR."
        )
    scans = sum(1 for page in pages if _is_scan(page))
    notes = [f"{scans} of {len(pages)} pages are pictures and need OCR; they were left out."] if scans else []
    return Reading(kind=Kind.PDF, text=text, title=_title(flat), quality=quality, notes=notes)


def _rows(pages: list[Page]) -> list[list[Row]]:
    """Put each page into lines of text. How the file writes brackets is told by the whole document."""
    right_to_left = is_right_to_left([glyph for page in pages for glyph in page.glyphs])
    lines = [lines_of(on_their_lines(page.glyphs), right_to_left=right_to_left) for page in pages]
    ways = [directions(page, right_to_left=right_to_left) for page in lines]

    def written(mirrored: bool) -> list[list[str]]:
        return [
            [logical(line.glyphs, right_to_left=way, mirrored=mirrored) for line, way in zip(page, found, strict=True)]
            for page, found in zip(lines, ways, strict=True)
        ]

    texts = written(False)
    if right_to_left and _is_mirrored(" \n".join(text for page in texts for text in page)):
        texts = written(True)
    return [
        [Row(text, line, number, right_to_left) for line, text in zip(page, words, strict=True) if text]
        for number, (page, words) in enumerate(zip(lines, texts, strict=True))
    ]


def _is_mirrored(text: str) -> bool:
    """Whether brackets and guillemets stand the wrong way round: the file names their shapes."""
    return len(_MIRRORED.findall(text)) > len(_OPENS.findall(text))


def _is_scan(page: Page) -> bool:
    return page.pictures and sum(1 for glyph in page.glyphs if not glyph.is_space) < _SCANNED


def _check_written(pages: list[Page]) -> None:
    if not pages:
        raise Unreadable(Problem.DAMAGED, "The PDF has no pages.")
    if all(_is_scan(page) for page in pages):
        raise Unreadable(Problem.NEEDS_OCR, "The PDF is a scan: its pages are pictures, and need OCR.")


def _quality(text: str) -> float:
    """The share of characters, spaces left out, that stand for something: no unknown, private or unassigned ones."""
    letters = [letter for letter in text if not letter.isspace()]
    strange = sum(1 for letter in letters if letter == UNKNOWN or unicodedata.category(letter) in ("Co", "Cn", "Cc"))
    return 1.0 - strange / len(letters) if letters else 0.0


def _title(rows: list[Row]) -> str | None:
    """The lines on the first page in the largest type, if the body is set in a smaller one."""
    if not rows:
        return None
    first = [row for row in rows if row.page == rows[0].page]
    sizes = sorted(row.line.size for row in rows)
    largest = max(row.line.size for row in first)
    if largest < 1.15 * sizes[len(sizes) // 2]:
        return None
    title = [row.text for row in first if row.line.size >= 0.95 * largest][:4]
    return " ".join(title)[:MAX_FIELD] or None
