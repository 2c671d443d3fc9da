"""Which attribution stands inside which: the parent is the one whose content holds this one's cue most narrowly."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.detect.frame import Frame


def parents(frames: Sequence[Frame]) -> list[int | None]:
    """Return for each frame, in order of cues, the index of its parent, or None.

    A frame is never its own ancestor: of two frames whose contents hold each other's cues, only the wider is a parent.
    """
    pieces = sorted(
        ((piece.start, piece.end, index) for index, frame in enumerate(frames) for piece in frame.content),
        key=lambda piece: (piece[0], -piece[1]),
    )
    found: list[int | None] = [None] * len(frames)
    order = sorted(range(len(frames)), key=lambda index: frames[index].cue.start)
    open_pieces: list[tuple[int, int, int]] = []
    position = 0
    for index in order:
        cue = frames[index].cue
        while position < len(pieces) and pieces[position][0] <= cue.start:
            open_pieces.append(pieces[position])
            position += 1
        open_pieces = [piece for piece in open_pieces if piece[1] >= cue.end]
        for start, end, holder in reversed(open_pieces):
            if holder != index and _wider(frames[holder], frames[index], start, end):
                found[index] = holder
                break
    return found


def _wider(holder: Frame, held: Frame, start: int, end: int) -> bool:
    """The holder's piece takes in all that is held, or at least the holder's cue stands outside what is held."""
    if all(start <= piece.start and piece.end <= end for piece in held.content):
        return not (held.content and held.content[0].start <= holder.cue.start < held.content[-1].end)
    return not any(piece.start <= holder.cue.start < piece.end for piece in held.content)
