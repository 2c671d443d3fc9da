"""Sourcing: what the text itself tells about a source, with the words that tell it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.entities import Name
from nlp.attribute.kind import kind_of
from nlp.attribute.level import detail_of, read_phrase
from nlp.attribute.level_evidence import weighed
from nlp.attribute.phrase import Head
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.attribute.wording import Line, basis, line_of, reason, withheld
from nlp.detect.frame import Piece
from nlp.normalise.text import Paragraph, Quotation, Sentence, WorkingText
from nlp.types import LEVEL_OF_DETAIL, Language, Level, SourcingDetail, SpeakerKind

MENTION_LIMIT = 6  # mentions of one speaker that are read: the fullest decides, a few others may add to it

_OFFICES = (Head.OFFICE, Head.POST)
"""Of these whoever knows the office knows the holder, unless the words withhold the name themselves."""

QUOTATIONS_BEFORE = (
    20  # quotations looked at that open before the sentence: one may reach into it, with its nested ones
)


@dataclass(frozen=True, slots=True)
class SourcingReading:
    """What the text tells about one source. `count` is null where it says only that there are several. `role`,
    `affiliation`, `basis` and `reason` are pieces of the working copy, and so is `evidence`: every piece that a value
    was read from, in order, the phrase that `detail` was decided on among them."""

    detail: SourcingDetail
    level: Level
    kind: SpeakerKind
    count: int | None
    role: Piece | None
    affiliation: Piece | None
    basis: Piece | None
    reason: Piece | None
    evidence: tuple[Piece, ...]


NOBODY = SourcingReading(
    SourcingDetail.UNNAMED_BARE,
    LEVEL_OF_DETAIL[SourcingDetail.UNNAMED_BARE],
    SpeakerKind.PERSON,
    None,
    None,
    None,
    None,
    None,
    (),
)


def read_sourcing(
    text: WorkingText,
    source: Piece | None,
    speaker: ResolvedSpeaker | None,
    names: Sequence[Name],
    language: Language,
    context: Piece | None,
) -> SourcingReading:
    """Return the sourcing of one attribution.

    `source` is the phrase in the cue's sentence, `speaker` whom it refers to: the fullest mention decides, and the
    phrase itself only where there is none. `names` are the names of the document in order, possibly none.
    `context` is the sentence of the cue, where the wordings about anonymity may stand apart from the source.
    """
    fullest = speaker.fullest if speaker is not None else source
    if fullest is None:
        return NOBODY
    phrase = read_phrase(text.working, fullest, names, language)
    detail = detail_of(phrase)
    others = [read_phrase(text.working, piece, names, language) for piece in _others(source, speaker, fullest)]
    own = line_of(text.working, [phrase.words, *(other.words for other in others)])
    lines = [own]
    if LEVEL_OF_DETAIL[detail] is Level.ANONYMOUS:
        # Said once, where the source is brought in, it holds for all that follows.
        introduced = _sentence_at(text, fullest)
        for sentence in dict.fromkeys((context, introduced)):
            if sentence is not None:
                lines.append(line_of(text.working, [sentence], _quotations(text, sentence, source)))
    said = why = None
    if LEVEL_OF_DETAIL[detail] is Level.ANONYMOUS:
        said, why = _withheld(lines, language)
    elif phrase.head in _OFFICES:
        said, why = _withheld([line_of(text.working, [fullest])], language)
    detail = weighed(phrase, detail, names, language) if said is None else SourcingDetail.ANONYMOUS_DISCLOSED
    knows = next((found for line in lines if (found := basis(line, language)) is not None), None)
    described = [p for p in (phrase, *others) if p.head is not Head.PRONOUN]
    role = next((p.role for p in described if p.role is not None), None)
    affiliation = next((p.affiliation for p in described if p.affiliation is not None), None)
    pieces = {piece for piece in (phrase.words, said, role, affiliation, knows, why) if piece is not None}
    return SourcingReading(
        detail=detail,
        level=LEVEL_OF_DETAIL[detail],
        kind=kind_of(phrase),
        count=phrase.count,
        role=role,
        affiliation=affiliation,
        basis=knows,
        reason=why,
        evidence=tuple(sorted(pieces, key=lambda piece: (piece.start, piece.end))),
    )


def _withheld(lines: list[Line], language: Language) -> tuple[Piece | None, Piece | None]:
    """The wording that withholds the name, and the reason given with it."""
    for line in lines:
        said = withheld(line, language)
        if said is not None:
            return said, reason(line, language, said)
    return None, None


def _others(source: Piece | None, speaker: ResolvedSpeaker | None, fullest: Piece) -> list[Piece]:
    """The other mentions that are read for what the fullest one leaves out."""
    mentions = speaker.mentions[:MENTION_LIMIT] if speaker is not None else ()
    return [piece for piece in dict.fromkeys([source, *mentions]) if piece is not None and piece != fullest]


def _sentence_at(text: WorkingText, piece: Piece) -> Piece | None:
    """The sentence in which the piece begins."""
    paragraph = bisect_right(text.paragraphs, piece.start, key=_start) - 1
    if paragraph < 0:
        return None
    sentences = text.paragraphs[paragraph].sentences
    sentence = bisect_right(sentences, piece.start, key=_start) - 1
    return Piece(sentences[sentence].start, sentences[sentence].end) if sentence >= 0 else None


def _quotations(text: WorkingText, context: Piece, source: Piece | None) -> list[tuple[int, int]]:
    """The quotations in the sentence that do not hold the source itself: what stands in them is the source's word, not
    the writer's about the source."""
    first = bisect_left(text.quotations, context.start, key=_start)
    last = bisect_left(text.quotations, context.end, key=_start)
    near = text.quotations[max(0, first - QUOTATIONS_BEFORE) : last]
    return [
        (q.start, q.end)
        for q in near
        if q.end > context.start and not (source is not None and q.start <= source.start < q.end)
    ]


def _start(stretch: Paragraph | Sentence | Quotation) -> int:
    return stretch.start
