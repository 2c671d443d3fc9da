"""From the engine's findings in the working copy to the record over the original text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.entities import Name
from nlp.attribute.about import DocumentEntity
from nlp.attribute.sourcing import SourcingReading
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.detect.frame import Frame, Piece
from nlp.fold import fold
from nlp.lexicon.known_outlets import outlet_named, outlet_of
from nlp.normalise.dates import Moment, iso
from nlp.normalise.text import WorkingText
from nlp.types import (
    Article,
    Attribution,
    ConfidencePart,
    Cue,
    Document,
    Entity,
    Mention,
    Repair,
    RepairKind,
    Sourcing,
    Span,
    Speaker,
    SpeakerKind,
    Time,
)

ID_LENGTH = 24
"""Hexadecimal digits of a document's id: 96 bits of its digest, no two texts alike in any library on earth."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything found out about one attribution. `parent` is the index of the frame that holds this one, `confidence`
    the probability that the record is right, with its parts."""

    frame: Frame
    speaker: ResolvedSpeaker | None
    sourcing: SourcingReading
    about: Sequence[tuple[Name, DocumentEntity]]
    said_at: Moment | None
    parent: int | None
    confidence: tuple[float, list[ConfidencePart]]
    alternatives: Sequence[ResolvedSpeaker]


def document_of(article: Article, text: WorkingText) -> Document:
    """Describe the document; its id is the beginning of the digest of its text."""
    digest = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    return Document(
        id=digest[:ID_LENGTH],
        language=text.language,
        title=article.title,
        publisher=article.publisher,
        outlet=outlet_of(article.publisher, article.url),
        url=article.url,
        published_at=article.published_at,
        sha256=digest,
        text_length=len(article.text),
        repairs=_repairs(text),
    )


def attributions_of(document: Document, text: WorkingText, findings: Sequence[Finding]) -> list[Attribution]:
    """Return the records of the findings, in their order, with every span taken from the original."""
    speakers = _speakers(document, findings)
    ids = [f"{document.id}-{text.to_original(f.frame.cue.start, f.frame.cue.end)[0]}" for f in findings]
    return [
        Attribution(
            id=ids[index],
            type=finding.frame.type,
            act=finding.frame.act,
            cue=_cue(text, finding.frame),
            source=None if finding.frame.implied else _span(text, finding.frame.source),
            speaker=finding.speaker and speakers[finding.speaker.fullest],
            level=finding.sourcing.level,
            sourcing=_sourcing(text, finding.sourcing),
            via=_span(text, finding.frame.via),
            via_outlet=_outlet(text, finding.frame.via),
            content=[span for piece in finding.frame.content for span in _spans_at(text, piece)],
            about=[_mention(document, text, name, entity) for name, entity in finding.about],
            said_at=_time(text, finding.said_at),
            parent=None if finding.parent is None else ids[finding.parent],
            confidence=finding.confidence[0],
            confidence_parts=finding.confidence[1],
            alternatives=_alternatives(finding, speakers),
        )
        for index, finding in enumerate(findings)
    ]


def _repairs(text: WorkingText) -> list[Repair]:
    kinds = ((RepairKind.REORDERED, text.reordered), (RepairKind.LOST, text.lost))
    found = sorted((start, end, kind) for kind, spans in kinds for start, end in spans)
    return [Repair(text=text.original[start:end], start=start, end=end, kind=kind) for start, end, kind in found]


def span_at(text: WorkingText, start: int, end: int) -> Span:
    """The original's span for `start` to `end` of the working copy."""
    first, last = text.to_original(start, end)
    return Span(text=text.original[first:last], start=first, end=last)


def _spans_at(text: WorkingText, piece: Piece) -> list[Span]:
    stretches = text.stretches(piece.start, piece.end)
    return [Span(text=text.original[first:last], start=first, end=last) for first, last in stretches]


def _span(text: WorkingText, piece: Piece | None) -> Span | None:
    return None if piece is None else span_at(text, piece.start, piece.end)


def _cue(text: WorkingText, frame: Frame) -> Cue:
    span = span_at(text, frame.cue.start, frame.cue.end)
    return Cue(text=span.text, start=span.start, end=span.end, lemma=frame.lemma, stance=frame.stance)


def _speakers(document: Document, findings: Sequence[Finding]) -> dict[Piece, Speaker]:
    """The document's speakers, and whoever else was considered, by their fullest mentions."""
    found = {one.fullest: one for finding in findings for one in (finding.speaker, *finding.alternatives) if one}
    return {piece: _speaker(document, one) for piece, one in found.items()}


def _alternatives(finding: Finding, speakers: dict[Piece, Speaker]) -> list[Speaker]:
    """The other speakers that were considered, each name once: two of one name are no choice for a reader."""
    others = {other.name: speakers[other.fullest] for other in reversed(finding.alternatives)}
    if finding.speaker:
        others.pop(finding.speaker.name, None)
    return list(others.values())[::-1]


def _speaker(document: Document, speaker: ResolvedSpeaker) -> Speaker:
    outlet = outlet_named(speaker.name, certain=True) if speaker.kind is SpeakerKind.OUTLET else None
    return Speaker(
        id=_id(document, f"speaker {speaker.fullest.start}"), name=speaker.name, kind=speaker.kind, outlet=outlet
    )


def _outlet(text: WorkingText, via: Piece | None) -> str | None:
    return None if via is None else outlet_named(text.working[via.start : via.end])


def _time(text: WorkingText, moment: Moment | None) -> Time | None:
    if moment is None:
        return None
    span = span_at(text, moment.start, moment.end)
    return Time(
        text=span.text,
        start=span.start,
        end=span.end,
        value=iso(moment.value, moment.precision),
        precision=moment.precision,
    )


def _mention(document: Document, text: WorkingText, name: Name, entity: DocumentEntity) -> Mention:
    span = span_at(text, name.start, name.end)
    key = f"{entity.kind} {fold(entity.name).lower()}"
    return Mention(
        text=span.text,
        start=span.start,
        end=span.end,
        entity=Entity(id=_id(document, key), name=entity.name, kind=entity.kind),
    )


def _sourcing(text: WorkingText, reading: SourcingReading) -> Sourcing:
    def value(piece: Piece | None) -> str | None:
        return None if piece is None else " ".join(text.working[piece.start : piece.end].split())

    return Sourcing(
        detail=reading.detail,
        evidence=[span_at(text, piece.start, piece.end) for piece in reading.evidence],
        count=reading.count,
        role=value(reading.role),
        affiliation=value(reading.affiliation),
        basis=value(reading.basis),
        reason=value(reading.reason),
    )


def _id(document: Document, key: str) -> str:
    return f"{document.id}-{hashlib.blake2b(key.encode('utf-8'), digest_size=6).hexdigest()}"
