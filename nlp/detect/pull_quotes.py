"""Pull quotes: a paragraph that is one quotation, and under it whose words it holds, with no reporting word at all.

    "The valley will not wait for another winter."
    Lena Hartwell, mayor of Marlow

The name is cue and source in one. English is recognised by its capitals, either language by a dash before the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex
from nlp.normalise.text import Paragraph, Quotation, Token, WorkingText
from nlp.types import Act, Language, Stance, Type

LEMMA = "—"
SURENESS = 0.8
"""How probable a pull quote is by its shape alone."""

LONGEST_NAME_LINE = 16
"""Tokens of a name with its titles; a longer line is a sentence."""

SHORTEST_QUOTATION = 5
"""Tokens of the shortest quotation that is set apart; a shorter one is a heading in marks."""

CAPITALS = 0.6
"""Share of a name line's words before its first comma that begin with a capital: all but `of`, `and`, `the`."""

_DASHES = frozenset("-–—―")


def find_pull_quotes(text: WorkingText, quotations: QuotationIndex, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Yield a frame for each pull quote; `frames` are those that have a cue, whose quotations are left alone."""
    cues: dict[int, list[int]] = {}
    for frame in frames:
        cues.setdefault(frame.paragraph, []).append(frame.cue.start)
    for number in range(len(text.paragraphs) - 1):
        quote, line = text.paragraphs[number], text.paragraphs[number + 1]
        quotation = _filling(text, quotations, quote)
        if quotation is None or number + 1 in cues or len(line.sentences) != 1:
            continue
        # A cue inside the quotation tells what somebody said to the one who is quoted.
        if any(not quotation.start <= cue < quotation.end for cue in cues.get(number, ())):
            continue
        if sum(len(s.tokens) for s in quote.sentences) < SHORTEST_QUOTATION:
            continue
        name = _name(line.sentences[0].tokens, line)
        if name is not None:
            yield _frame(name, quotation, line.language, number + 1)


def _filling(text: WorkingText, quotations: QuotationIndex, paragraph: Paragraph) -> Quotation | None:
    quotation = quotations.at(paragraph.start)
    if quotation is None or quotation.inner_start >= quotation.inner_end:
        return None
    fills = quotation.start == paragraph.start and not text.working[quotation.end : paragraph.end].strip(" .")
    return quotation if fills else None


def _name(tokens: Sequence[Token], line: Paragraph) -> Piece | None:
    dashed = bool(tokens) and tokens[0].text in _DASHES
    words = tokens[1:] if dashed else tokens
    comma = next((index for index, token in enumerate(words) if token.text == ","), len(words))
    letters = [token for token in words[:comma] if token.text[:1].isalpha()]
    if not letters or len(words) > LONGEST_NAME_LINE or words[-1].text in ".!?؟:":
        return None
    capitals = sum(token.text[:1].isupper() for token in letters)
    named = line.language is Language.ENGLISH and capitals >= CAPITALS * len(letters) and letters[0].text[:1].isupper()
    return Piece(words[0].start, words[-1].end) if dashed or named else None


def _frame(name: Piece, quotation: Quotation, language: Language, paragraph: int) -> Frame:
    return Frame(
        cue=name,
        lemma=LEMMA,
        language=language,
        act=Act.STATEMENT,
        stance=Stance.NEUTRAL,
        type=Type.DIRECT,
        source=name,
        via=None,
        content=(Piece(quotation.inner_start, quotation.inner_end),),
        paragraph=paragraph,
        sentence=0,
        relays=False,
        agentless=False,
        probability=SURENESS,
    )
