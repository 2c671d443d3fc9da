"""Corrections of a record, each a new record; what the engine found is left as it is."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from app.errors import InvalidRequest
from app.review.reading import Part
from app.review.words import Edge, moved
from nlp.types import (
    LEVEL_OF_DETAIL,
    Act,
    Attribution,
    Cue,
    Document,
    Sourcing,
    SourcingDetail,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Type,
)


def with_edge_moved(record: Attribution, text: str, part: Part, place: int, edge: Edge, forward: bool) -> Attribution:
    """Return the record with one edge of a part moved over a word; `place` counts the pieces of the content.

    Raises `InvalidRequest` for a part that the record does not have.
    """
    if part is Part.CONTENT:
        if not 0 <= place < len(record.content):
            raise InvalidRequest("The record has no such piece of content.")
        content = list(record.content)
        content[place] = moved(text, content[place], edge, forward)
        return record.model_copy(update={"content": content})
    span = {Part.CUE: record.cue, Part.SOURCE: record.source, Part.VIA: record.via}[part]
    if span is None:
        raise InvalidRequest("The record has no such part.")
    changed = moved(text, span, edge, forward)
    return record.model_copy(update={part.value: as_cue(changed, record.cue) if part is Part.CUE else changed})


def as_cue(span: Span, like: Cue | None = None) -> Cue:
    """Return a cue at this span. Its dictionary form and stance are those of `like`, or the words themselves."""
    return Cue(
        text=span.text,
        start=span.start,
        end=span.end,
        lemma=like.lemma if like else span.text,
        stance=like.stance if like else Stance.NEUTRAL,
    )


def with_fields(record: Attribution, detail: SourcingDetail, act: Act, type_: Type | None) -> Attribution:
    """Return the record with this sourcing, act and type; the level follows from the sourcing.

    Raises `InvalidRequest` for a record without type that is no refusal to comment.
    """
    if type_ is None and act is not Act.NO_COMMENT:
        raise InvalidRequest("Only a refusal to comment has no type.")
    return record.model_copy(
        update={
            "act": act,
            "type": type_,
            "level": LEVEL_OF_DETAIL[detail],
            "sourcing": record.sourcing.model_copy(update={"detail": detail}),
        }
    )


def with_speaker(record: Attribution, speaker: Speaker | None) -> Attribution:
    """Return the record with another speaker; null when the document names nobody."""
    return record.model_copy(update={"speaker": speaker})


def speaker_named(document: Document, known: list[Speaker], name: str, kind: SpeakerKind) -> Speaker:
    """Return the document's speaker of this name, or a new one for it."""
    same = next((one for one in known if one.name == name), None)
    if same is not None:
        return same
    digest = hashlib.blake2b(f"reviewer {kind} {name}".encode(), digest_size=6).hexdigest()
    return Speaker(id=f"{document.id}-{digest}", name=name, kind=kind)


def around(records: Iterable[Attribution], place: Span) -> str | None:
    """Return the id of the record in the shortest of whose contents `place` lies; null for none."""
    holding = [
        (piece.end - piece.start, record.id)
        for record in records
        for piece in record.content
        if piece.start <= place.start and place.end <= piece.end
    ]
    return min(holding)[1] if holding else None


def missed(
    document: Document,
    cue: Span,
    source: Span | None,
    content: list[Span],
    speaker: Speaker | None,
    parent: str | None,
) -> Attribution:
    """Return a record that the engine missed, as first put together by a reviewer, who is certain of it. `parent` is
    the record in whose content it stands."""
    return Attribution(
        id=f"{document.id}-{secrets.token_hex(6)}",
        type=Type.INDIRECT if content else None,
        act=Act.STATEMENT if content else Act.NO_COMMENT,
        cue=as_cue(cue),
        source=source,
        speaker=speaker,
        level=LEVEL_OF_DETAIL[SourcingDetail.NAMED_PERSON],
        sourcing=Sourcing(
            detail=SourcingDetail.NAMED_PERSON,
            evidence=[],
            count=1,
            role=None,
            affiliation=None,
            basis=None,
            reason=None,
        ),
        via=None,
        content=content,
        about=[],
        parent=parent,
        confidence=1.0,
    )
