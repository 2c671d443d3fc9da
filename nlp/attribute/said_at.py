"""When something was said: the time in the clause of the cue, and not in what was said.

`The minister said on Tuesday that ...` tells it; `said that the bridge opened on Tuesday`, `the minister, who resigned
on Tuesday, said` and `said after talks on Tuesday` tell the time of something else. So a time counts where it opens the
sentence right before the clause, or stands behind the cue, the source or the via with nothing between that begins
another clause (`elsewhere` in `nlp/lexicon/*/dates.yml`). Where that is not so, no time is given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache

from nlp.attribute.nesting import enclosing
from nlp.detect.frame import Frame, Piece
from nlp.lexicon.dates import dates
from nlp.normalise.date_pattern import key, plain
from nlp.normalise.dates import Moment, moments
from nlp.normalise.text import Sentence, Token, WorkingText
from nlp.types import Language

REACH = 12
"""Tokens between a part of the clause and its time: `told reporters at the airport north of the city on Monday`."""

BEFORE = 60
"""How far from its cue a time is looked for, in tokens: a sentence of ordinary length, whatever the text holds."""

_OPENING = 3
"""Tokens before a time that opens its sentence: `Late on Tuesday`, `وفي يوم السبت`."""

_WEAK = frozenset({"(", ")", "-", "–"})


def said_at(text: WorkingText, frames: Sequence[Frame], written: date | None) -> list[Moment | None]:
    """Return for each of `frames`, which stand in the order of the text, when it was said, as its clause tells it.

    `written` is the day of the document; without it only full dates can be read.
    """
    levels = enclosing([(frame.cue.start, frame.cue.end) for frame in frames], frames)
    cues = [frame.cue.start for frame in frames]
    found: dict[tuple[int, int], list[Moment]] = {}
    result: list[Moment | None] = []
    for frame, level in zip(frames, levels, strict=True):
        sentence = text.paragraphs[frame.paragraph].sentences[frame.sentence]
        place = (frame.paragraph, frame.sentence)
        if place not in found:
            named = moments(text.working[sentence.start : sentence.end], frame.language, written)
            found[place] = [_moved(moment, sentence.start) for moment in named]
        within = _clause_room(frame, frames, level, sentence)
        result.append(_Clause(frame, sentence, within, cues).time(found[place]))
    return result


class _Clause:
    """The words around one cue that are not what was said."""

    def __init__(self, frame: Frame, sentence: Sentence, room: Piece, cues: Sequence[int]) -> None:
        self._frame, self._room, self._cues = frame, room, cues
        self._tokens = sentence.tokens
        self._core = sorted(
            (piece for piece in (frame.cue, frame.source, frame.via) if piece is not None),
            key=lambda piece: piece.start,
        )
        self._elsewhere, self._relative, self._bounds = _words(frame.language)

    def time(self, found: Sequence[Moment]) -> Moment | None:
        """The nearest time behind a part of the clause, or else the one before it."""
        cue = self._at(self._frame.cue.start)
        low, high = self._tokens[max(0, cue - BEFORE)].start, self._tokens[min(len(self._tokens) - 1, cue + BEFORE)].end
        near = [moment for moment in found if low <= moment.start and moment.end <= high and self._outside(moment)]
        behind = [moment for moment in near if self._follows(moment)]
        if behind:
            return min(behind, key=lambda moment: abs(moment.start - self._frame.cue.end))
        return next((moment for moment in reversed(near) if self._opens(moment)), None)

    def _outside(self, moment: Moment) -> bool:
        """Whether the time stands in the clause's room, not in the content, and is not the time `of` something."""
        if not (self._room.start <= moment.start and moment.end <= self._room.end):
            return False
        if any(piece.start < moment.end and moment.start < piece.end for piece in self._frame.content):
            return False
        before, after = self._at(moment.start) - 1, self._at(moment.end)
        owned = after < len(self._tokens) and self._tokens[after].text in ("'s", "’s")
        return not owned and not (before >= 0 and self._word(before) in self._bounds)

    def _follows(self, moment: Moment) -> bool:
        """Whether the time goes with the part of the clause that stands before it."""
        part = next((piece for piece in reversed(self._core) if piece.start < moment.start), None)
        if part is None:
            return False
        first, last = self._at(part.end), self._at(moment.start)
        if part.end > moment.start:
            first = self._at(part.start)
        if part == self._frame.source:
            # Inside the source only at its end, and where the verb comes first: `said the minister Tuesday`.
            if moment.start < part.end and not (self._frame.cue.end <= part.start and moment.end == part.end):
                return False
            if any(self._word(index) in self._relative for index in range(self._at(part.start), first)):
                return False
        if last - first > REACH or self._holds_cue(part.end, moment.start):
            return False
        return not any(self._parts(index) for index in range(first, last)) and not self._holds_content(first, last)

    def _opens(self, moment: Moment) -> bool:
        """Whether the time opens the sentence, or the room inside another's words, right before the clause."""
        first, last = self._at(self._room.start), self._at(moment.start)
        if last - first > _OPENING or any(self._parts(index) for index in range(first, last)):
            return False
        behind = self._at(moment.end)
        core = self._at(self._core[0].start)
        return behind <= core and all(not self._tokens[index].form[:1].isalnum() for index in range(behind, core))

    def _parts(self, index: int) -> bool:
        """Whether this token ends the clause: a mark, or a word that begins another one."""
        token = self._tokens[index]
        mark = not token.form[:1].isalnum() and token.form not in _WEAK
        return mark or self._word(index) in self._elsewhere

    def _holds_content(self, first: int, last: int) -> bool:
        return any(
            piece.start <= self._tokens[index].start < piece.end
            for index in range(first, last)
            for piece in self._frame.content
        )

    def _holds_cue(self, start: int, end: int) -> bool:
        return bisect_left(self._cues, start) < bisect_left(self._cues, end)

    def _word(self, index: int) -> str:
        return key(plain(self._tokens[index].text))

    def _at(self, offset: int) -> int:
        return bisect_left(self._tokens, offset, key=_start)


def _start(token: Token) -> int:
    return token.start


def _moved(moment: Moment, by: int) -> Moment:
    return Moment(moment.start + by, moment.end + by, moment.value, moment.precision)


def _clause_room(frame: Frame, frames: Sequence[Frame], level: int | None, sentence: Sentence) -> Piece:
    """The stretch in which the clause of a cue lies: its sentence, or what another one says in it."""
    if level is None:
        return Piece(sentence.start, sentence.end)
    outer = next(p for p in frames[level].content if p.start <= frame.cue.start and frame.cue.end <= p.end)
    return Piece(max(outer.start, sentence.start), min(outer.end, sentence.end))


@cache
def _words(language: Language) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that begin another clause, a relative one, and those that make a time a bound."""
    data = dates(language)
    elsewhere, relative, bounds = (
        frozenset(key(plain(word)) for word in words) for words in (data.elsewhere, data.relative, data.bounds)
    )
    return elsewhere | relative, relative, bounds
