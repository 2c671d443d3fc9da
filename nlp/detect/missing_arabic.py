"""The content of an Arabic verb that surely reports and takes no clause, where the tagger found none.

`نددت الحركة في بيان بالهجوم`, `ووصفه بـ«الكاذب»`, `كشفت عن وجود عيوب`: the content stands behind the preposition that
the verb takes (Ryding, *A Reference Grammar of Modern Standard Arabic*, 2005, chapter 4.2), which may follow the verb,
its subject, or words on when and where it was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.detect.cues import Candidate, Reading
from nlp.detect.frame import Piece
from nlp.detect.quoted import QuotationIndex
from nlp.fold import fold
from nlp.lexicon.arabic_verbs import VerbForm
from nlp.lexicon.reporting import ArabicVerb, ReportingWord
from nlp.lexicon.subjects import clause_openers
from nlp.normalise.text import Token

REACH = 14
"""Tokens between a verb, or its subject, and the preposition that it takes."""

LONGEST = 40
"""Tokens of the longest content that is found so."""

_ENDS = frozenset({".", "؛", "!", "؟", ":"})
_PAUSES = frozenset({"،", ",", ")", "»"})
_WITH_B = "ب"
_ARTICLE = "ال"
_THIRD_PERSON = ("ي", "ت")
_SHORTEST_WITH_B = 5


def describes(reading: Reading, candidate: Candidate, near: Sequence[Token], quotations: QuotationIndex) -> bool:
    """Whether a verb of calling or charging is followed by what it calls or charges somebody with: it then reports,
    however little the tagger is sure (`وصفها البيت الأبيض بالقانونية`)."""
    token = near[candidate.start]
    finite = reading.form is VerbForm.PERFECT or (
        reading.form is VerbForm.IMPERFECT and token.form.lstrip("وفس").startswith(_THIRD_PERSON)
    )
    cue = Piece(token.start, token.end)
    return reading.word.describes and finite and complement_of(near, quotations, cue, None, reading.word) is not None


def called_by_nobody(reading: Reading, candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """Whether a verb of calling has neither subject nor object between it and what somebody is called or charged with,
    so that it is a passive: `حروق وصفت بأنها خطرة`, `واتهم بسرقة المال`."""
    verb = reading.word
    if not isinstance(verb, ArabicVerb) or not verb.describes or candidate.end >= len(tokens):
        return False
    stem = fold(verb.perfect)
    bare = tokens[candidate.start].form.lstrip("وف") in {form.lstrip("وف") for form in (stem, stem + "ت")}
    return bare and tokens[candidate.end].form.startswith(_WITH_B)


def without_object(
    near: Sequence[Token], quotations: QuotationIndex, cue: Piece, word: ReportingWord, found: Sequence[Piece]
) -> list[Piece]:
    """Return the content `found` without whom or what a verb of calling calls something, where a quotation or a clause
    tells what (`وصف | الحملة | بـ«المسرحية»`)."""
    complement = complement_of(near, quotations, cue, None, word) if word.describes else None
    if complement is None:
        return list(found)
    words = (token for token in reversed(near) if token.form[:1].isalpha())
    before = next((token for token in words if token.end <= complement.start), None)
    quoted = quotations.at(complement.start) is not None
    if not quoted and (before is None or before.form not in clause_openers()):
        return list(found)
    return [
        Piece(complement.start, piece.end) if piece.start < complement.start < piece.end else piece for piece in found
    ]


def complement_of(
    near: Sequence[Token], quotations: QuotationIndex, cue: Piece, source: Piece | None, word: ReportingWord
) -> Piece | None:
    """Return what stands behind the preposition of `word`; None where it does not follow in reach.

    `near` are the tokens around the cue in its sentence.
    """
    behind = [token for token in near if token.start >= cue.end]
    if source is not None and source.start >= cue.end:
        behind = [token for token in behind if token.start >= source.end]
    for index, token in enumerate(behind[:REACH]):
        if token.form in _ENDS:
            return None
        start = _begins(word, behind, index)
        if start is not None:
            return _until_pause(behind, start, quotations)
    return None


def _begins(word: ReportingWord, behind: Sequence[Token], index: int) -> int | None:
    """Where the content begins, as an offset, if the word at `index` is or bears the preposition of the verb."""
    form = behind[index].form
    after = behind[index + 1].start if index + 1 < len(behind) else None
    prepositions = {fold(preposition) for preposition in word.governs}
    if _WITH_B in prepositions:
        if form == _WITH_B or (form.startswith(_WITH_B) and form in clause_openers()):
            return after
        if form.startswith(_WITH_B + _ARTICLE) and len(form) >= _SHORTEST_WITH_B:
            return behind[index].start + 1
    return after if index == 0 and form in prepositions else None


def _until_pause(behind: Sequence[Token], start: int, quotations: QuotationIndex) -> Piece | None:
    """From `start` to the first pause; a quotation is taken whole."""
    quotation = quotations.at(start)
    if quotation is not None and quotation.start <= start and quotation.inner_start < quotation.inner_end:
        return Piece(quotation.inner_start, quotation.inner_end)
    inside = [token for token in behind if token.start >= start][:LONGEST]
    size = next((i for i, token in enumerate(inside) if token.form in _ENDS | _PAUSES), len(inside))
    return Piece(start, inside[size - 1].end) if size else None
