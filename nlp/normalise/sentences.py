"""Sentences of a paragraph: it ends at `.`, `!`, `?`, `؟` or `…`, and not where

* the mark stands inside a closed quotation of ordinary length (one cue governs all of it);
* a lower-case letter follows (`"Really?" he asked`), or the mark stands inside a word or a number;
* the full stop belongs to an abbreviation or an initial. Where a sentence may end at one, it does when a word that
  begins sentences follows (the method of Kiss and Strunk, *Unsupervised Multilingual Sentence Boundary Detection*,
  2006, with a fixed list for the learned one);
* a question or an exclamation is followed, behind its closing quotation mark, by who uttered it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.lexicon.abbreviations import abbreviations
from nlp.limits import MAX_UNBROKEN_QUOTATION
from nlp.normalise.marks import Facing
from nlp.normalise.text import Quotation
from nlp.types import Language

_STOP = re.compile(r"[.!?؟…۔](?: ?[.!?؟…۔])*")
_CLOSERS = frozenset(")]}")
_LOOSE_MARKS = frozenset("\"'”“’»")
_OPENERS = frozenset("([{\"'“”‘«‹„`*-–—")
_WORD_BEFORE = re.compile(r"(?:[^\W_]|(?<=[^\W_])\.(?=[^\W_]))+$")
_WORD_AFTER = re.compile(r"[^\W_]+")
_DASHES = ("-", "–", "—")
_LONGEST_ABBREVIATION = 12
_SHORTEST_TRAILING = 25
_GLUED = re.compile(r"[\u0620-\u064a\u0671-\u06d3]{3}[.!؟…]+[\"'”“’»)]*[\u0620-\u064a\u0671-\u06d3]{3}")
"""Two Arabic words with a full stop and no space between them; shorter ones are initials (بي.بي.سي)."""


def unbroken(quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Return the stretches inside which no sentence ends: outermost quotations, closed and of ordinary length."""
    return [
        (quotation.start, quotation.end)
        for quotation in quotations
        if quotation.depth == 0
        and quotation.closed
        and quotation.start < quotation.inner_start
        and quotation.end - quotation.start <= MAX_UNBROKEN_QUOTATION
    ]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to be cut: `text[start:end]`, in `language`. `facing` tells which way each paired quotation mark
    faces; no sentence ends inside the stretches of `whole` (in order)."""

    text: str
    start: int
    end: int
    language: Language
    heading: bool
    facing: Mapping[int, Facing]
    whole: Sequence[tuple[int, int]]


def sentences_of(passage: Passage) -> list[tuple[int, int]]:
    """Return the sentences (`start`, `end`) of a paragraph, without the white space around them."""
    text, end = passage.text, passage.end
    begun = passage.start
    found: list[tuple[int, int]] = []
    stretches = iter(passage.whole)
    stretch = next(stretches, None)
    for match in _STOP.finditer(text, passage.start, end):
        stop = _past_closers(passage, match.end())
        while stretch is not None and stretch[1] <= match.start():
            stretch = next(stretches, None)
        if stop >= end or (stretch is not None and stretch[0] < stop < stretch[1]):
            continue
        if _ends_sentence(passage, match, stop, begun):
            found.append((begun, stop))
            begun = _past_space(text, stop, end)
    if begun < end:
        found.append((begun, end))
    return found


def _past_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _past_closers(passage: Passage, position: int) -> int:
    """Pass over what still belongs to a sentence behind its full stop: brackets and quotation marks that close."""
    text, facing = passage.text, passage.facing
    while position < passage.end:
        character = text[position]
        following = text[position + 1] if position + 1 < passage.end else " "
        if facing.get(position) is Facing.CLOSING or character in _CLOSERS:
            position += 1
        elif character == " " and facing.get(position + 1) is Facing.CLOSING:
            position += 2
        elif character in _LOOSE_MARKS and position not in facing and (following == " " or following in _LOOSE_MARKS):
            position += 1
        else:
            break
    return min(position, passage.end)


def _ends_sentence(passage: Passage, match: re.Match[str], stop: int, begun: int) -> bool:
    """Decide for the stop `match`, whose sentence began at `begun` and which ends, closers and all, at `stop`."""
    text, end = passage.text, passage.end
    mark = match.group()
    follower = _past_space(text, stop, end)
    while follower < end and follower < stop + 6 and (text[follower] in _OPENERS or text[follower].isspace()):
        follower += 1
    if follower >= end or text[follower].islower():
        return False
    quoted = any(text[position] in _LOOSE_MARKS for position in range(match.end(), stop))
    if not text[stop].isspace() and not _GLUED.match(text, max(begun, match.start() - 3), end):
        return False
    next_word = _WORD_AFTER.match(text, follower, end)
    word = next_word.group() if next_word else ""
    if ("…" in mark or mark.endswith(("..", ". ."))) and _only_pauses(passage, match.start(), begun):
        return False
    if quoted and mark[-1] in "!?؟…":
        return _begins_anew(passage.language, word)
    return mark != "." or quoted or _is_full_stop(passage, match.start(), begun, word)


def _only_pauses(passage: Passage, at: int, begun: int) -> bool:
    """Whether an ellipsis at `at` is a pause: in a heading, set apart by spaces, or behind a word or two."""
    return passage.heading or passage.text[at - 1].isspace() or at - begun < _SHORTEST_TRAILING


def _begins_anew(language: Language, word: str) -> bool:
    """Whether `word` begins a sentence rather than naming who uttered what came before. Arabic joins sentences by
    writing the conjunction onto the first word; `سأل` behind a question belongs to it, `وسأل` does not."""
    if language is Language.ARABIC:
        return word.startswith("و")
    return word in abbreviations(language).starters


def _is_full_stop(passage: Passage, at: int, begun: int, next_word: str) -> bool:
    """Whether the `.` at `at` ends a sentence rather than an abbreviation, an initial or the number of a list."""
    before = _WORD_BEFORE.search(passage.text, max(begun, at - _LONGEST_ABBREVIATION), at)
    if before is None:
        return True
    word = before.group()
    known = abbreviations(passage.language)
    if word.isdigit():
        return before.start() > begun
    if len(word) == 1 and (word != "I" or before.start() == begun):
        return passage.text[max(begun, at - 3) : at - 1].strip()[-1:].isdigit()  # 2015 م.
    if word in known.never_final:
        return False
    if word in known.before_number:
        return not next_word[:1].isdigit()
    if word in known.may_be_final or ("." in word and all(len(part) <= 2 for part in word.split("."))):
        return next_word in known.starters and passage.text[at + 1 : at + 3].strip() not in _DASHES
    return True
