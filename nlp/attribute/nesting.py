"""Which attribution stands inside which: the level at which a stretch of text is said."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.detect.frame import Frame

MAX_OPEN = 16
"""Contents open at one place that are looked through: nobody writes a quotation inside so many others."""


def enclosing(places: Sequence[tuple[int, int]], frames: Sequence[Frame]) -> list[int | None]:
    """Return for each of `places` (start, end) the frame in the smallest of whose contents it lies, as an index into
    `frames`; null at the top level. A frame whose own cue starts at the place is not its own encloser.

    One sweep over places and contents in the order of the text.
    """
    contents = sorted(
        ((piece.start, -piece.end, index) for index, frame in enumerate(frames) for piece in frame.content)
    )
    order = sorted(range(len(places)), key=lambda place: places[place][0])
    found: list[int | None] = [None] * len(places)
    opened: list[tuple[int, int, int]] = []
    upcoming = 0
    for place in order:
        start, end = places[place]
        while upcoming < len(contents) and contents[upcoming][0] <= start:
            opening, negative_end, index = contents[upcoming]
            upcoming += 1
            while opened and opened[-1][1] <= opening:
                opened.pop()
            opened.append((opening, -negative_end, index))
        for _, closing, index in reversed(opened[-MAX_OPEN:]):
            if end <= closing and frames[index].cue.start != start:
                found[place] = index
                break
    return found
