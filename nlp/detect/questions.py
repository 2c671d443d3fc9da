"""What the attribution tagger is asked: one question for each candidate cue of a document, its window to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.detect.cues import Candidate, find_candidates
from nlp.detect.quoted import QuotationIndex
from nlp.detect.windows import Window, Windows
from nlp.normalise.text import WorkingText
from nlp.types import Language


@dataclass(frozen=True, slots=True)
class Question:
    """One candidate in its sentence, and the window that is read for it. `paragraph` and `sentence` are indices as in
    `nlp.detect.frame.Frame`."""

    paragraph: int
    sentence: int
    language: Language
    candidate: Candidate
    window: Window


def questions_of(text: WorkingText, quotations: QuotationIndex, language: Language) -> Iterator[Question]:
    """Yield the questions of the paragraphs in `language`, in the order of the text."""
    for number, paragraph in enumerate(text.paragraphs):
        if paragraph.language is not language:
            continue
        for index, sentence in enumerate(paragraph.sentences):
            windows = None
            for candidate in find_candidates(sentence.tokens, language, index == 0):
                windows = windows or Windows(sentence.tokens, quotations.overlapping(sentence.start, sentence.end))
                yield Question(number, index, language, candidate, windows.around(candidate))
