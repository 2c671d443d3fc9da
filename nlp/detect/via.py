"""The via of English attributions where the tagger gives none: whom the words were told, or where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from nlp.detect.frame import Frame, Piece
from nlp.lexicon.via import english_via
from nlp.normalise.text import Token, WorkingText
from nlp.types import Language

LONGEST_VIA = 10
"""Tokens of the longest via: `the Marlow and District Weekly Gazette in Hartwell`."""

REACH = 60
"""How far from its cue a via is looked for, in tokens: a sentence of ordinary length, whatever the text holds."""


def with_via(text: WorkingText, frame: Frame) -> Frame:
    """Return `frame` with its via, where its sentence gives one and it has none yet."""
    if frame.language is not Language.ENGLISH or frame.via is not None:
        return frame
    sentence = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    cue = bisect_left(sentence, frame.cue.start, key=lambda token: token.start)
    tokens = sentence[max(0, cue - REACH) : cue + REACH]
    via = _recipient(frame, tokens) or _place(frame, tokens)
    return frame if via is None else replace(frame, via=via)


def _recipient(frame: Frame, tokens: Sequence[Token]) -> Piece | None:
    if frame.lemma not in english_via().recipients:
        return None
    after = [token for token in tokens if token.start >= frame.cue.end][: LONGEST_VIA + 1]
    phrase: list[Token] = []
    for token in after:
        if _ends(frame, token):
            break
        phrase.append(token)
    # A recipient that fills all the room was never ended: the object of the verb is something else.
    return _piece(phrase) if phrase and len(phrase) <= LONGEST_VIA else None


def _place(frame: Frame, tokens: Sequence[Token]) -> Piece | None:
    forms = [token.form.lower() for token in tokens]
    for index, form in enumerate(forms):
        if form not in _phrases() or _in(frame.content, tokens[index]):
            continue
        for words in _phrases()[form]:
            if forms[index : index + len(words)] == list(words):
                end = index + len(words)
                while end < len(tokens) and end - index < LONGEST_VIA and not _ends(frame, tokens[end]):
                    end += 1
                return _piece(tokens[index:end])
    return None


def _ends(frame: Frame, token: Token) -> bool:
    apart = not token.form[:1].isalnum() and token.form not in ("'s", "'", "&", "-")
    return apart or token.form.lower() in _stops() or _in(frame.content, token) or _in((frame.cue,), token)


def _in(pieces: Sequence[Piece], token: Token) -> bool:
    return any(piece.start <= token.start < piece.end for piece in pieces)


def _piece(tokens: Sequence[Token]) -> Piece:
    return Piece(tokens[0].start, tokens[-1].end)


@cache
def _stops() -> frozenset[str]:
    return frozenset(english_via().stops)


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(english_via().phrases, key=len, reverse=True):
        words = tuple(phrase.lower().split())
        by_first.setdefault(words[0], []).append(words)
    return by_first
