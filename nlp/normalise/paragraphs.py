"""Paragraphs: every line of the working copy that has something on it, and whether it is a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_TITLE = 160
"""Code points: the first line of an article is its title when it is no longer and does not end like a sentence."""
_LONGEST_HEADING = 80
"""Code points: a later line without an end is a heading, a byline or a caption when it is no longer."""

_FULL_STOP = re.compile(r"(?<!\.)\.[\s\"'”“«»’)\]]*$")
_ENDED = re.compile(r"[.!?؟…:،؛,;][\s\"'”“«»’)\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph before its language and sentences are known."""

    start: int
    end: int
    heading: bool


def paragraphs_of(text: str) -> list[Block]:
    """Return the non-empty lines of `text`, in order, without the white space around them."""
    blocks: list[Block] = []
    position = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            start = position + raw.index(line[0])
            blocks.append(Block(start, start + len(line), _is_heading(line, first=not blocks)))
        position += len(raw) + 1
    return blocks


def _is_heading(line: str, first: bool) -> bool:
    if first:
        return len(line) <= _LONGEST_TITLE and not _FULL_STOP.search(line[-8:]) and not line.endswith((":", "،", ","))
    return len(line) <= _LONGEST_HEADING and not _ENDED.search(line[-8:]) and any(map(str.isalpha, line))
