"""What a PDF draws: glyphs with the letters they stand for and their places, page by page (ISO 32000-1, 9.4).

pdfminer.six interprets the page. It gives the letters of a ligature in their order, which pdfium, MuPDF and poppler
turn round when they order a line. Where the file says itself what some glyphs stand for (`ActualText`, 14.9.4), that
is taken.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import decode_text

from app.ingest.limits import MAX_PDF_PAGES
from app.ingest.problem import Problem, Unreadable

UNKNOWN = "\ufffd"

_ASLANT = 0.3
"""From which share of the one direction the other makes a line run aslant; letters in italics are drawn upright."""

_ARABIC_MARK = re.compile("[\u064b-\u065f\u0670]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph, or several that the file calls one: the letters in logical order, and the box in points, y upwards. On
    a page whose text is turned, all is told as if the page were turned back; `turn` counts the quarters."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    turn: int = 0

    @property
    def is_space(self) -> bool:
        """Whether nothing is drawn."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its glyphs in the order they are drawn, and whether there are pictures on it."""

    glyphs: list[Glyph]
    pictures: bool
    height: float


def pages_of(content: bytes) -> Iterator[Page]:
    """Give the pages of a PDF. Raises `Unreadable` (`too_large`) behind the last permitted one, and pdfminer's errors
    for files that are damaged or encrypted."""
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    manager = PDFResourceManager()
    device = _Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number == MAX_PDF_PAGES:
            raise Unreadable(Problem.TOO_LARGE, f"The document has more than {MAX_PDF_PAGES:,} pages.")
        device.glyphs, device.pictures = [], False
        interpreter.process_page(page)
        yield Page(_plain(_of_the_page(device.glyphs)), device.pictures, float(page.mediabox[3] - page.mediabox[1]))


class _Device(PDFLayoutAnalyzer):
    """Collects glyphs instead of laying them out."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.glyphs: list[Glyph] = []
        self.pictures = False
        self._tags: list[tuple[int, str] | None] = []

    def render_char(self, matrix: Any, *arguments: Any) -> float:
        advance: float = super().render_char(matrix, *arguments)
        drawn = self.cur_item._objs.pop()
        if isinstance(drawn, LTChar):
            glyph = _turned_back(drawn)
            if glyph is not None:
                self.glyphs.append(glyph)
        return advance

    def handle_undefined_char(self, font: Any, cid: int) -> str:  # noqa: ARG002
        return UNKNOWN

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        self.pictures = True

    def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ARG002
        actual = props.get("ActualText") if isinstance(props, dict) else None
        text = decode_text(actual) if isinstance(actual, bytes) else None
        self._tags.append(None if text is None else (len(self.glyphs), text))

    def end_tag(self) -> None:
        tag = self._tags.pop() if self._tags else None
        if tag is None:
            return
        first, text = tag
        covered = self.glyphs[first:]
        if covered:
            box = replace(
                covered[0],
                text=text,
                x0=min(glyph.x0 for glyph in covered),
                x1=max(glyph.x1 for glyph in covered),
                size=max(glyph.size for glyph in covered),
            )
            self.glyphs[first:] = [box] if text else []

    def receive_layout(self, ltpage: LTPage) -> None:
        pass


def _turned_back(drawn: LTChar) -> Glyph | None:
    """Return the glyph as it stands when its line is turned to run from left to right; None for one that is aslant, as
    a stamp is."""
    along, up = drawn.matrix[0], drawn.matrix[1]
    if min(abs(along), abs(up)) > _ASLANT * max(abs(along), abs(up)):
        return None
    x, y = drawn.matrix[4], drawn.matrix[5]
    text, width, height = drawn.get_text(), drawn.width, drawn.height
    if abs(along) >= abs(up):
        if along >= 0:
            return Glyph(text, drawn.x0, drawn.x1, y, height)
        return Glyph(text, -drawn.x1, -drawn.x0, -y, height, 2)
    if up > 0:
        return Glyph(text, drawn.y0, drawn.y1, -x, width, 1)
    return Glyph(text, -drawn.y1, -drawn.y0, x, width, 3)


def _of_the_page(glyphs: list[Glyph]) -> list[Glyph]:
    """Leave out what does not run as most of the page does: a stamp or the caption of a picture."""
    turns = Counter(glyph.turn for glyph in glyphs if not glyph.is_space)
    return [glyph for glyph in glyphs if glyph.turn == turns.most_common(1)[0][0]] if turns else glyphs


def _plain(glyphs: list[Glyph]) -> list[Glyph]:
    """Spell out presentation forms and ligatures, drop what has no size and what is drawn twice for boldness."""
    kept: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        text = "".join(map(_letters, glyph.text))
        place = (text, round(glyph.x0), round(glyph.baseline))
        if not text or glyph.size <= 0 or (place in seen and text.strip()):
            continue
        seen.add(place)
        kept.append(glyph if text == glyph.text else replace(glyph, text=text))
    return _with_marks(kept)


def _with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Join each vowel mark to its letter. Its box tells little, its turn tells all: where letters are drawn from left
    to right, as most programs draw Arabic too, an Arabic mark comes before the letter it belongs to."""
    joined: list[Glyph] = []
    waiting = ""
    for index, glyph in enumerate(glyphs):
        after = glyphs[index + 1] if index + 1 < len(glyphs) else None
        if all(unicodedata.category(letter) == "Mn" for letter in glyph.text):
            before = joined[-1] if joined else None
            rightwards = before is None or (after is not None and before.x0 <= after.x0)
            if _ARABIC_MARK.match(glyph.text) and rightwards and after is not None and not after.is_space:
                waiting += glyph.text
                continue
            if before is not None and not before.is_space:
                joined[-1] = replace(before, text=before.text + glyph.text)
                continue
        joined.append(replace(glyph, text=glyph.text + waiting) if waiting else glyph)
        waiting = ""
    return joined


def _letters(character: str) -> str:
    code = ord(character)
    if 0xFB00 <= code <= 0xFB06 or 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
        return unicodedata.normalize("NFKC", character).strip() or character
    if character in "\t\u00a0\u2007\u202f\u3000":
        return " "
    if character == "\u00ad" or unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    return character
