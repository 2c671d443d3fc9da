"""The normalise stage: an original text in, its working copy out. The one place that names the order of the steps."""

from __future__ import annotations

import re

from nlp.errors import RefusedText
from nlp.limits import MAX_SENTENCE_TOKENS, MAX_TEXT_LENGTH
from nlp.normalise.clean import Cleaned, clean
from nlp.normalise.language import language_of
from nlp.normalise.lines import mend
from nlp.normalise.paragraphs import Block, paragraphs_of
from nlp.normalise.quotations import Paired, pair
from nlp.normalise.repair import cuts, is_garbled, repair
from nlp.normalise.sentences import Passage, sentences_of, unbroken
from nlp.normalise.text import Paragraph, Sentence, Token, WorkingText
from nlp.normalise.tokens import tokens_of
from nlp.types import Language

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CLAUSE_ENDS = frozenset("،؛,;:")


def prepare(text: str, language: Language | None = None, *, repairing: bool = True) -> WorkingText:
    """Make the working copy of `text`, of which `language` is the main one (None: the one most letters belong to).
    `repairing` puts torn lines of garbled text in order (`nlp.normalise.repair`).

    Raises `RefusedText` when there is nothing to read, when it is too long (`nlp.limits.MAX_TEXT_LENGTH`), or when it
    is no text (a NUL, half a surrogate pair). Takes time in proportion to the length of the text.
    """
    cleaned = _readable(text)
    repaired = repair(text, cleaned) if repairing and is_garbled(text) else None
    cleaned = mend(repaired.cleaned if repaired else cleaned)
    language = language or language_of(cleaned.text)
    blocks = paragraphs_of(cleaned.text)
    paired = pair(cleaned.text, [(block.start, block.end) for block in blocks])
    return WorkingText(
        original=text,
        working=cleaned.text,
        origin=cleaned.origin,
        language=language,
        paragraphs=_paragraphs(cleaned.text, blocks, paired, language),
        quotations=paired.quotations,
        cuts=cuts(cleaned.origin) if repaired else (),
        reordered=tuple(repaired.reordered) if repaired else (),
        lost=tuple(repaired.lost) if repaired else (),
    )


def _readable(text: str) -> Cleaned:
    if len(text) > MAX_TEXT_LENGTH:
        raise RefusedText(f"The text has {len(text):,} characters; at most {MAX_TEXT_LENGTH:,} can be read at once.")
    if "\0" in text:
        raise RefusedText("The text holds a NUL character: it is a binary file, or damaged.")
    if not text.isascii() and _SURROGATE.search(text):
        raise RefusedText("The text holds half of a surrogate pair, which is no character: it was decoded wrongly.")
    cleaned = clean(text)
    if not cleaned.text or cleaned.text.isspace():
        raise RefusedText("The text is empty.")
    if len(cleaned.text) > MAX_TEXT_LENGTH:
        raise RefusedText(f"The text is too long once its ligatures are spelt out ({len(cleaned.text):,} characters).")
    return cleaned


def _paragraphs(text: str, blocks: list[Block], paired: Paired, main: Language) -> tuple[Paragraph, ...]:
    whole = unbroken(paired.quotations)
    paragraphs: list[Paragraph] = []
    first = 0
    for block in blocks:
        last = first
        while last < len(whole) and whole[last][0] < block.end:
            last += 1
        language = language_of(text[block.start : block.end], otherwise=main)
        passage = Passage(text, block.start, block.end, language, block.heading, paired.facing, whole[first:last])
        sentences = tuple(
            sentence
            for start, end in sentences_of(passage)
            for sentence in _bounded(tokens_of(text, start, end, paired.facing))
        )
        paragraphs.append(Paragraph(block.start, block.end, language, block.heading, sentences))
        first = last
    return tuple(paragraphs)


def _bounded(tokens: tuple[Token, ...]) -> list[Sentence]:
    """Cut a sentence no tagger could bear at the last comma before the limit, or at the limit."""
    sentences: list[Sentence] = []
    first = 0
    while len(tokens) - first > MAX_SENTENCE_TOKENS:
        cut = first + MAX_SENTENCE_TOKENS
        for index in range(cut - 1, first + MAX_SENTENCE_TOKENS // 2, -1):
            if tokens[index].text in _CLAUSE_ENDS:
                cut = index + 1
                break
        sentences.append(Sentence(tokens[first].start, tokens[cut - 1].end, tokens[first:cut]))
        first = cut
    if first < len(tokens):
        sentences.append(Sentence(tokens[first].start, tokens[-1].end, tokens[first:]))
    return sentences
