"""Glyphs that do not stand on the line they belong to: initials that reach down several lines, and raised numbers."""

from __future__ import annotations

from dataclasses import replace

from app.ingest.pdf.glyphs import Glyph

_INITIAL = 1.8
"""How many times larger than the text of the page an initial is."""
_ALONE = 2
"""Glyphs of that size on one baseline, at most: a headline has more."""
_INITIALS = 20
"""Initials on a page, at most: a page with more is set in two sizes."""
_SMALL = 0.8
"""The share of the size of the glyph before from which a raised one is smaller."""
_RAISED = 0.6
"""How far a raised glyph stands above its line at most, in sizes of the glyph before it."""
_NEAR = 0.5
"""How far it stands from that glyph at most, in its sizes."""


def on_their_lines(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs of a page, in the order they are drawn, with those put on the line that they belong to."""
    return _numbers_down(_initials_up(glyphs))


def _numbers_down(glyphs: list[Glyph]) -> list[Glyph]:
    """Put raised glyphs (the number of a note) on the line of the glyph that is drawn before them."""
    kept: list[Glyph] = []
    base: Glyph | None = None
    for glyph in glyphs:
        if base is not None and _is_raised(glyph, kept[-1], base):
            kept.append(replace(glyph, baseline=base.baseline))
            continue
        kept.append(glyph)
        base = base if glyph.is_space else glyph
    return kept


def _is_raised(glyph: Glyph, before: Glyph, base: Glyph) -> bool:
    near = _NEAR * base.size
    beside = -near <= glyph.x0 - before.x1 <= near or -near <= before.x0 - glyph.x1 <= near
    return glyph.size <= _SMALL * base.size and 0 < glyph.baseline - base.baseline <= _RAISED * base.size and beside


def _initials_up(glyphs: list[Glyph]) -> list[Glyph]:
    """Put initials on the first of the lines beside them."""
    sizes = sorted(glyph.size for glyph in glyphs if not glyph.is_space)
    if not sizes:
        return glyphs
    usual = sizes[len(sizes) // 2]
    large: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        if glyph.size >= _INITIAL * usual and not glyph.is_space:
            large.setdefault(round(glyph.baseline), []).append(index)
    initials = [place for places in large.values() if len(places) <= _ALONE for place in places]
    kept = list(glyphs)
    for place in initials if len(initials) <= _INITIALS else ():
        kept[place] = _up(glyphs[place], glyphs, usual)
    return kept


def _up(initial: Glyph, glyphs: list[Glyph], usual: float) -> Glyph:
    """Return the initial on the first line at its right, in the size of that line; as it is where there is none."""
    beside = [
        glyph
        for glyph in glyphs
        if not glyph.is_space
        and glyph.size < _INITIAL * usual
        and initial.x1 - usual <= glyph.x0 <= initial.x1 + 2 * usual
        and initial.baseline - usual / 2 <= glyph.baseline <= initial.baseline + initial.size
    ]
    if not beside:
        return initial
    first = max(beside, key=lambda glyph: (glyph.baseline, -glyph.x0))
    return replace(initial, baseline=first.baseline, size=first.size, x1=max(initial.x0, first.x0 - 0.01 * usual))
