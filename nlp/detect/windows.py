"""What the attribution tagger reads for one candidate cue: its sentence, the cue marked and long quotations folded.

Marking the word in question and asking for its arguments is how semantic roles are labelled (Shi & Lin, *Simple BERT
Models for Relation Extraction and Semantic Role Labeling*, 2019, mark the predicate so). It lets one sentence hold
several attributions, one inside another, which one label a token cannot. A long quotation says little about who
speaks, so only its beginning and end are read; the folded words share one place in the window and one label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.window_marks import CUE_CLOSES, CUE_OPENS, FOLDED
from nlp.detect.cues import Candidate
from nlp.normalise.text import Quotation, Token

WORDS_BEFORE = 45
WORDS_AFTER = 75
"""How far around the cue a window reaches, in tokens: longer than 99 of 100 sentences, and a bound for the others."""

QUOTATION_HEAD = 7
QUOTATION_TAIL = 5
"""How many tokens of a long quotation are read at its beginning and at its end, marks included."""


@dataclass(frozen=True, slots=True)
class Window:
    """`forms` is what the tagger reads; `tokens[i]` is the range of sentence tokens that `forms[i]` stands for, empty
    for the marks around the cue; `cue` is the index of the cue's first word in `forms`."""

    forms: tuple[str, ...]
    tokens: tuple[tuple[int, int], ...]
    cue: int

    def token_range(self, start: int, end: int) -> tuple[int, int] | None:
        """The sentence tokens that the window places `start` to `end` (exclusive) stand for, or None if only marks."""
        covered = [place for place in self.tokens[start:end] if place[0] < place[1]]
        return (covered[0][0], covered[-1][1]) if covered else None


class Windows:
    """The windows of one sentence. Building one costs no more than its own length, however long the sentence is."""

    def __init__(self, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> None:
        """`quotations` are those that overlap the sentence, in order of their start."""
        self._tokens = tokens
        self._folds = _folds(tokens, quotations)
        self._fold_at_end = {fold.end: fold for fold in self._folds.values()}

    def around(self, candidate: Candidate) -> Window:
        """Return the window around `candidate`, one of the sentence's candidate cues."""
        before: list[tuple[int, int]] = []
        position = candidate.start
        while position > 0 and len(before) < WORDS_BEFORE:
            fold = self._fold_at_end.get(position)
            begin = fold.start if fold is not None and not fold.quotes(candidate) else position - 1
            before.append((begin, position))
            position = begin
        before.reverse()
        after: list[tuple[int, int]] = []
        position = candidate.end
        while position < len(self._tokens) and len(after) < WORDS_AFTER:
            fold = self._folds.get(position)
            end = fold.end if fold is not None and not fold.quotes(candidate) else position + 1
            after.append((position, end))
            position = end
        cue = [(index, index + 1) for index in range(candidate.start, candidate.end)]
        opens, closes = (candidate.start, candidate.start), (candidate.end, candidate.end)
        forms = [
            *(self._form(place) for place in before),
            CUE_OPENS,
            *(self._form(place) for place in cue),
            CUE_CLOSES,
            *(self._form(place) for place in after),
        ]
        return Window(tuple(forms), (*before, opens, *cue, closes, *after), len(before) + 1)

    def _form(self, place: tuple[int, int]) -> str:
        start, end = place
        return self._tokens[start].form if end == start + 1 else FOLDED


@dataclass(frozen=True, slots=True)
class _Fold:
    """The middle of a long quotation, `start` to `end`; the quotation itself is `first` to `last`, all in tokens."""

    start: int
    end: int
    first: int
    last: int

    def quotes(self, candidate: Candidate) -> bool:
        return self.first <= candidate.start < self.last


def _folds(tokens: Sequence[Token], quotations: Sequence[Quotation]) -> dict[int, _Fold]:
    folds = {}
    position = 0
    for quotation in quotations:
        if quotation.depth:
            continue
        while position < len(tokens) and tokens[position].start < quotation.start:
            position += 1
        first = position
        while position < len(tokens) and tokens[position].end <= quotation.end:
            position += 1
        if position - first > QUOTATION_HEAD + QUOTATION_TAIL + 2:
            fold = _Fold(first + QUOTATION_HEAD, position - QUOTATION_TAIL, first, position)
            folds[fold.start] = fold
    return folds
