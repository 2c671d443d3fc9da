"""Where a source and a content begin and end: without complementiser, attached preposition and outer marks."""

from __future__ import annotations

import re
from datetime import date

from nlp.detect.frame import Piece
from nlp.fold import fold
from nlp.lexicon.reporting import ReportingWord, complementisers
from nlp.normalise.dates import moments
from nlp.normalise.text import WorkingText
from nlp.types import Language

_OUTSIDE = "\"'“”‘’«»„`،,;؛:.!؟?-–— \t\n\u00a0"
_LONGEST_TIME = 40  # characters of a content among which a time is looked for: `on Wednesday, 30 September 2026`
_ANY_DAY = date(2026, 1, 1)  # a weekday is read from some day on; which one it is does not count here
_PARTNERS = {"«": "»", "“": "”", '"': '"'}
_FIRST_WORD = re.compile(r"\w+(?=[\s:«“\"])")
# The place in capitals, then a date or an agency, then a dash (The Associated Press Stylebook, *datelines*).
_DATELINE = re.compile(r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'-]{2,30}(?:[,(][^–—;\n]{0,40})? ?(?:[–—]|--?) +(?=\S)")
_GOES_ON = re.compile(r"[،,] (?:على|إلى|أن|إن|بأن) ")
_ATTACHED_L = re.compile(r"ل(?!ل)(?=\w{3})")  # in للوزارة the article has gone into it: nothing verbatim can be cut off


def trim_content(text: WorkingText, piece: Piece, word: ReportingWord) -> Piece | None:
    """Return `piece` without complementiser and outer marks, or None where nothing else is in it."""
    start, end = _trim(text.working, piece.start, piece.end)
    match = _FIRST_WORD.match(text.working, start, end)
    if match and fold(match.group()).lower() in complementisers():
        start, end = _trim(text.working, match.end(), end)
    elif word.attached and text.working.startswith(word.attached, start) and end - start > len(word.attached) + 2:
        start += len(word.attached)
    return Piece(start, end) if any(map(str.isalnum, text.working[start:end])) else None


def trim_time(text: WorkingText, piece: Piece, cue: Piece) -> Piece:
    """Return an English content without the time that stands between it and its cue: `said | on Tuesday | it had`."""
    if text.working[cue.end : piece.start] != " " or not text.working.startswith("on ", piece.start):
        return piece
    ahead = text.working[piece.start : min(piece.end, piece.start + _LONGEST_TIME)]
    time = next(iter(moments(ahead, Language.ENGLISH, _ANY_DAY)), None)
    if time is None or time.start > len("on ") or not ahead.startswith(" ", time.end):
        return piece
    return Piece(piece.start + time.end + 1, piece.end)


def up_to(text: WorkingText, piece: Piece, end: int, marks: str) -> Piece | None:
    """Return `piece` up to `end`, an offset in it, without the `marks` that then close it; None if nothing is left."""
    last = piece.start + len(text.working[piece.start : end].rstrip(marks))
    return Piece(piece.start, last) if last > piece.start else None


def trim_source(text: WorkingText, piece: Piece | None, word: ReportingWord) -> Piece | None:
    """Return a source without outer marks and without a preposition that its cue takes (`وفقا لتقرير`)."""
    if piece is None:
        return None
    start, end = _trim(text.working, *_own_clause(text.working, piece))
    if word.takes_l and (match := _ATTACHED_L.match(text.working, start, end)):
        start = match.end()
    return Piece(start, end) if start < end else None


def _own_clause(text: str, piece: Piece) -> tuple[int, int]:
    """A source without the dateline of its report (`TOLAN, May 2 – The envoy`), without a clause before it and without
    the rest of the clause that it interrupts (`سيحصل، وفقاً للوزير، على منحة`)."""
    start, end = piece.start, piece.end
    if goes_on := _GOES_ON.search(text, start, end):
        end = goes_on.start()
    if dateline := _DATELINE.match(text, start, piece.end):
        start = dateline.end()
    clause = text.rfind("; ", start, end)
    return (clause + 2 if clause != -1 else start), end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Strip outer marks; a bracket or quotation mark stays where its partner is inside."""
    while start < end and text[start] in _OUTSIDE and not _has_partner(text, start, end):
        start += 1
    while start < end and text[end - 1] in _OUTSIDE and not _has_partner_before(text, start, end):
        end -= 1
    return start, end


def _has_partner(text: str, start: int, end: int) -> bool:
    """An opening « whose » lies well inside is part of the phrase (`«جبهة الشمال» في بيان`); one that closes at the
    end is not."""
    closes = _PARTNERS.get(text[start])
    if closes is None:
        return False
    closing = text.find(closes, start + 1, end)
    return closing != -1 and text[closing + 1 : end].strip(_OUTSIDE) != ""


def _has_partner_before(text: str, start: int, end: int) -> bool:
    opens = next((mark for mark, closes in _PARTNERS.items() if closes == text[end - 1]), None)
    if opens is None:
        return False
    opening = text.rfind(opens, start, end - 1)
    return opening != -1 and text[start:opening].strip(_OUTSIDE) != ""
