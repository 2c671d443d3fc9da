"""The engine's one entry point: an article in, its record out. This file names the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from nlp.annotate.entities import Name, find_names
from nlp.attribute.about import document_entities, names_about
from nlp.attribute.confidence import confidence
from nlp.attribute.named_on import named_on
from nlp.attribute.no_subject import without_objects
from nlp.attribute.parent import parents
from nlp.attribute.resolve import resolve_speakers
from nlp.attribute.said_at import said_at
from nlp.attribute.sourcing import read_sourcing
from nlp.detect.frame import Frame, Piece
from nlp.detect.reader import find_frames
from nlp.normalise.prepare import prepare
from nlp.normalise.text import WorkingText
from nlp.record import Finding, attributions_of, document_of
from nlp.types import Article, DocumentRecord

Observer = Callable[[str], None]


class Analyser:
    """The engine with its models. Loading takes seconds, once; a language's models load with its first text."""

    def __init__(self, *, repairing: bool = True) -> None:
        """`repairing` false leaves garbled text as it is, to measure what the repair is worth."""
        self._repairing = repairing

    def analyse(self, article: Article, observe: Observer | None = None) -> DocumentRecord:
        """Return the record of `article`.

        `observe` is told the name of each stage as it begins: `normalise`, `annotate`, `detect`, `attribute`, `record`.
        Raises `nlp.errors.RefusedText` for a text that cannot be analysed, with the reason in words for people.
        """
        tell = observe or _nobody
        tell("normalise")
        text = prepare(article.text, article.language, repairing=self._repairing)
        tell("annotate")
        names = find_names(text)
        tell("detect")
        frames = find_frames(text)
        tell("attribute")
        written = article.published_at.date() if article.published_at else None
        findings = findings_of(text, frames, names, written)
        tell("record")
        document = document_of(article, text)
        return DocumentRecord(document=document, attributions=attributions_of(document, text, findings))

    def analyse_many(self, articles: Iterable[Article]) -> Iterator[DocumentRecord]:
        """Yield the record of each article, in order; the first that is refused raises."""
        for article in articles:
            yield self.analyse(article)


def _nobody(_stage: str) -> None:
    """The observer of nobody."""


def findings_of(
    text: WorkingText, frames: list[Frame], names: list[Name], written: date | None = None
) -> list[Finding]:
    """The stage `attribute`: return what is found out about each of `frames`, in their order.

    `written` is the day of the document, where it is known.
    """
    frames = without_objects(text, named_on(text, frames, names), names)
    resolutions = resolve_speakers(text, frames, names)
    entities = document_entities(text, names)
    starts = [name.start for name in names]
    times = said_at(text, frames, written)
    return [
        Finding(
            frame=frame,
            speaker=found.speaker,
            alternatives=found.alternatives,
            sourcing=read_sourcing(text, frame.source, found.speaker, names, frame.language, _sentence(text, frame)),
            about=[(names[index], entities[index]) for index in names_about(frame, names, starts)],
            said_at=time,
            parent=parent,
            confidence=confidence(frame, found.speaker, nested=parent is not None),
        )
        for frame, found, time, parent in zip(frames, resolutions, times, parents(frames), strict=True)
    ]


def _sentence(text: WorkingText, frame: Frame) -> Piece:
    sentence = text.paragraphs[frame.paragraph].sentences[frame.sentence]
    return Piece(sentence.start, sentence.end)
