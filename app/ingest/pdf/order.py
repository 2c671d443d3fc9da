"""From the order in which a line stands on paper to the order in which it is read.

A line of glyphs is sorted by place, left to right, and handed to ICU's inverse of the Unicode Bidirectional Algorithm
(UAX 9; `UBIDI_REORDER_INVERSE_LIKE_DIRECT`), which finds the logical order that would have been shown so.
"""

from __future__ import annotations

import icu

from app.ingest.pdf.glyphs import Glyph

_GAP = 0.2
"""The share of the type size from which a gap without a space is one. Letters of a word are never set as far apart;
the narrowest space of justified lines is not narrower."""

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def logical(glyphs: list[Glyph], *, right_to_left: bool, mirrored: bool = False) -> str:
    """Return the text of the glyphs of one line in reading order. `mirrored`: brackets and guillemets in text from
    right to left stand for their counterparts, because the file names the shape and not the character."""
    ordered = _with_spaces(sorted(glyphs, key=lambda glyph: glyph.x0 + glyph.x1))
    if not ordered:
        return ""
    shown = "".join(glyph.text[0] if len(glyph.text[0].encode("utf-16-le")) == 2 else "x" for glyph in ordered)
    bidi = icu.Bidi()
    bidi.setReorderingMode(icu.UBiDiReorderingMode.INVERSE_LIKE_DIRECT)
    bidi.setPara(icu.UnicodeString(shown), 1 if right_to_left else 0)
    pieces = []
    for index in bidi.getVisualMap():
        text = ordered[index].text
        if mirrored and right_to_left and len(text) == 1 and bidi.getLevelAt(index) % 2:
            text = text.translate(_MIRRORED)
        pieces.append(text)
    return " ".join("".join(pieces).split())


def _with_spaces(glyphs: list[Glyph]) -> list[Glyph]:
    """Put a space wherever the gap is one, and no more than one."""
    spaced: list[Glyph] = []
    for glyph in glyphs:
        if glyph.is_space:
            if spaced and not spaced[-1].is_space:
                spaced.append(glyph)
            continue
        before = next((other for other in reversed(spaced[-2:]) if not other.is_space), None)
        if before is not None and spaced[-1] is before and glyph.x0 - before.x1 > _GAP * min(glyph.size, before.size):
            spaced.append(Glyph(" ", before.x1, glyph.x0, glyph.baseline, glyph.size))
        spaced.append(glyph)
    return spaced
