"""Paragraphs: every line of the working copy that has something on it, and whether it is a heading.

A heading is the first line, if it reads like a title, and later any short line that does not end like a sentence; in a
text that sets its paragraphs apart with empty lines, only one that is set apart itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_TITLE = 160
"""Code points: the first line of an article is its title when it is no longer and does not end like a sentence."""
_LONGEST_HEADING = 80
"""Code points: a later line without an end is a heading, a byline or a caption when it is no longer."""

_FULL_STOP = re.compile(r"(?<!\.)\.[\s\"'”“«»’)\]]*$")
_ENDED = re.compile(r"[.!?؟…:،؛,;][\s\"'”“«»’)\]]*$")

_QUOTING = frozenset("\"'“”‘’«»")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph before its language and sentences are known."""

    start: int
    end: int
    heading: bool


def paragraphs_of(text: str) -> list[Block]:
    """Return the non-empty lines of `text`, in order, without the white space around them."""
    lines: list[tuple[int, str, bool]] = []  # where it starts, what it says, whether an empty line stands before it
    position = 0
    apart = True
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            lines.append((position + len(raw) - len(raw.lstrip()), line, apart))
        apart = not line
        position += len(raw) + 1
    spaced = 2 * sum(apart for _, _, apart in lines) > len(lines)
    return [
        Block(start, start + len(line), _is_title(line) if index == 0 else (apart or not spaced) and _is_heading(line))
        for index, (start, line, apart) in enumerate(lines)
    ]


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _FULL_STOP.search(line[-8:]) and not line.endswith((":", "،", ","))


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or _ENDED.search(line[-8:]) or not any(map(str.isalpha, line)):
        return False
    return not (line[0] in _QUOTING and line[-1] in _QUOTING)
