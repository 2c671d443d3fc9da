"""What the attribution taggers learn from: a window for each candidate cue, its source, content and via as spans.

The tagger is Stanza's BiLSTM-CRF with characters (Qi et al., *Stanza*, 2020); what makes it fit for attributions inside
attributions is the window (`nlp.detect.windows`). A candidate that reports nothing is a window without any span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nlp.detect.cues import Candidate, find_candidates
from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex
from nlp.detect.windows import Window, Windows
from nlp.normalise.prepare import prepare
from nlp.normalise.text import Token
from nlp.training.gold import GoldDocument, frames_of
from nlp.types import Language

Tagged = list[tuple[str, str]]


def windows_of(document: GoldDocument, language: Language, *, nested: bool) -> Iterator[Tagged]:
    """Yield the tagged windows of one document.

    `nested` tells whether the gold marks attributions inside the content of others; where it does not, an unmarked
    candidate inside a content teaches nothing and is left out.
    """
    text = prepare(document.text, language)
    frames = frames_of(document, text)
    quotations = QuotationIndex(text.quotations)
    contents = [piece for frame in frames for piece in frame.content]
    by_sentence: dict[tuple[int, int], list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault((frame.paragraph, frame.sentence), []).append(frame)
    for number, paragraph in enumerate(text.paragraphs):
        if paragraph.language is not language:
            continue
        for index, sentence in enumerate(paragraph.sentences):
            here = by_sentence.get((number, index), [])
            windows = Windows(sentence.tokens, quotations.overlapping(sentence.start, sentence.end))
            for candidate, reported in _matched(sentence.tokens, language, index == 0, here):
                if reported is None and not nested and _inside(sentence.tokens[candidate.start], contents):
                    continue
                window = windows.around(candidate)
                yield list(zip(window.forms, _tags(window, sentence.tokens, reported), strict=True))


def _matched(
    tokens: Sequence[Token], language: Language, opens: bool, frames: Iterable[Frame]
) -> Iterator[tuple[Candidate, Frame | None]]:
    candidates = list(find_candidates(tokens, language, opens))
    unmatched = list(frames)
    for candidate in candidates:
        start, end = tokens[candidate.start].start, tokens[candidate.end - 1].end
        frame = next((f for f in frames if f.cue.start < end and start < f.cue.end), None)
        if frame in unmatched:
            unmatched.remove(frame)
        yield candidate, frame
    for frame in unmatched:
        inside = [i for i, token in enumerate(tokens) if token.start < frame.cue.end and frame.cue.start < token.end]
        if inside:
            yield Candidate(inside[0], inside[-1] + 1, ()), frame


def _inside(token: Token, pieces: Iterable[Piece]) -> bool:
    return any(piece.start <= token.start < piece.end for piece in pieces)


def _tags(window: Window, tokens: Sequence[Token], frame: Frame | None) -> list[str]:
    if frame is None:
        return ["O"] * len(window.forms)
    parts = [("CUE", frame.cue)]
    parts += [("SOURCE", frame.source)] if frame.source else []
    parts += [("VIA", frame.via)] if frame.via else []
    parts += [("CONTENT", piece) for piece in frame.content]
    owner: list[int | None] = []
    for start, end in window.tokens:
        owner.append(None if start == end else _part_at(tokens[start], parts))
    # The marks around the cue belong to whatever goes on on both their sides.
    for i, (start, end) in enumerate(window.tokens):
        if start == end and 0 < i < len(owner) - 1 and owner[i - 1] == owner[i + 1]:
            owner[i] = owner[i - 1]
    return _bioes(owner, [label for label, _ in parts])


def _part_at(token: Token, parts: Sequence[tuple[str, Piece]]) -> int | None:
    for index, (_, piece) in enumerate(parts):
        if piece.start < token.end and token.start < piece.end:
            return index
    return None


def _bioes(owner: Sequence[int | None], labels: Sequence[str]) -> list[str]:
    tags = []
    for i, part in enumerate(owner):
        if part is None:
            tags.append("O")
            continue
        opens = i == 0 or owner[i - 1] != part
        closes = i == len(owner) - 1 or owner[i + 1] != part
        mark = "S" if opens and closes else "B" if opens else "E" if closes else "I"
        tags.append(f"{mark}-{labels[part]}")
    return tags
