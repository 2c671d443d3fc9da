"""Every limit of the engine, in one place, each with its reason. Input is hostile until proved otherwise."""

from __future__ import annotations

from typing import Final

MAX_TEXT_LENGTH: Final = 2_000_000
"""Code points in one document: a book of 400,000 words, a hundred times a long article. More is a mistake or an attack,
and would hold a worker for minutes."""

MAX_TOKEN_LENGTH: Final = 200
"""Code points in one token; a longer run is cut. No word and few addresses are longer, and the character models of the
taggers need memory in proportion to the longest token of a batch."""

MAX_SENTENCE_TOKENS: Final = 400
"""Tokens in one sentence; a longer one is cut at a comma. News sentences stay below 150, and the taggers pad every
sentence of a batch to the longest."""

MAX_UNBROKEN_QUOTATION: Final = 1_500
"""Code points up to which a quotation is kept in one sentence, however many full stops it holds. Beyond that a lost
mark is likelier than a speech, and the sentence would be of no use to a tagger."""

MAX_QUOTATION_DEPTH: Final = 6
"""Quotations inside quotations. Writers stop at three; deeper nesting is a row of stray marks."""

MAX_QUOTATION_PARAGRAPHS: Final = 4
"""Paragraphs over which a quotation that is not opened again is followed to its closing mark."""
