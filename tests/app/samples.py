"""Records built by hand over texts of our own, for what has to be tested without the engine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from nlp.types import (
    Act,
    Attribution,
    Cue,
    Document,
    DocumentRecord,
    Entity,
    EntityKind,
    Language,
    Level,
    Mention,
    Sourcing,
    SourcingDetail,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Type,
)


@dataclass(frozen=True)
class Said:
    """One attribution of a text, by the words as they first stand there."""

    cue: str
    content: str | None
    source: str | None = None
    speaker: str | None = None
    kind: SpeakerKind = SpeakerKind.PERSON
    detail: SourcingDetail = SourcingDetail.NAMED_PERSON
    level: Level = Level.NAMED
    type: Type | None = Type.INDIRECT
    act: Act = Act.STATEMENT
    via: str | None = None
    about: Sequence[tuple[str, EntityKind]] = field(default=())
    role: str | None = None


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(text=words, start=start, end=start + len(words))


def record_of(
    text: str,
    *said: Said,
    language: Language = Language.ENGLISH,
    title: str | None = None,
    publisher: str | None = None,
    published_at: datetime | None = None,
) -> DocumentRecord:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=sha256[:24],
        language=language,
        title=title,
        publisher=publisher,
        url=None,
        published_at=published_at,
        sha256=sha256,
        text_length=len(text),
    )
    return DocumentRecord(document=document, attributions=[_attribution(document.id, text, one) for one in said])


def _attribution(document: str, text: str, said: Said) -> Attribution:
    cue = span(text, said.cue)
    return Attribution(
        id=f"{document}-{cue.start}",
        type=said.type,
        act=said.act,
        cue=Cue(text=cue.text, start=cue.start, end=cue.end, lemma=said.cue, stance=Stance.NEUTRAL),
        source=span(text, said.source) if said.source else None,
        speaker=Speaker(id=f"{document}-{_short(said.speaker)}", name=said.speaker, kind=said.kind)
        if said.speaker
        else None,
        level=said.level,
        sourcing=Sourcing(
            detail=said.detail,
            evidence=[span(text, said.role)] if said.role else [],
            count=1,
            role=said.role,
            affiliation=None,
            basis=None,
            reason=None,
        ),
        via=span(text, said.via) if said.via else None,
        content=[span(text, said.content)] if said.content else [],
        about=[_mention(document, text, name, kind) for name, kind in said.about],
        parent=None,
        confidence=0.75,
    )


def _mention(document: str, text: str, name: str, kind: EntityKind) -> Mention:
    at = span(text, name)
    entity = Entity(id=f"{document}-{_short(name)}", name=name, kind=kind)
    return Mention(text=at.text, start=at.start, end=at.end, entity=entity)


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:12]


HARBOUR = (
    "Rami Haddad, the mayor of Tolan, said the new bridge would open in spring. "
    "A harbour official told the Tolan Courier that militias had blocked 45 lorries. "
    '"Nobody asked us," residents complained.'
)
BRIDGE = (
    "قال وزير النقل سامر الحدّاد إنّ الجسر سيُفتح في الربيع. "
    "وأضاف أن المسؤولين في بلدية طولان وافقوا على الخطّة. "
    "ودعت النقابة إلى تأجيل الافتتاح حتى عام ٢٠٣١. "
    "ورفض المكتب التعليق. "
    "🌉 وأفادت صحيفة المرفأ بأن الكلفة بلغت ٤٥ مليوناً."
)
SILENT = "The road from Tolan to the coast is forty kilometres long."


def harbour() -> DocumentRecord:
    return record_of(
        HARBOUR,
        Said(
            "said",
            "the new bridge would open in spring",
            source="Rami Haddad, the mayor of Tolan",
            speaker="Rami Haddad",
            role="the mayor of Tolan",
        ),
        Said(
            "told",
            "militias had blocked 45 lorries",
            source="A harbour official",
            speaker="A harbour official",
            detail=SourcingDetail.UNNAMED_DESCRIBED,
            level=Level.ANONYMOUS,
            via="the Tolan Courier",
        ),
        Said(
            "complained",
            "Nobody asked us",
            source="residents",
            speaker="residents",
            kind=SpeakerKind.GROUP,
            detail=SourcingDetail.UNNAMED_GROUP,
            level=Level.ANONYMOUS,
            type=Type.DIRECT,
        ),
        title="Bridge to open",
        publisher="Sample Post",
        published_at=datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
    )


def bridge() -> DocumentRecord:
    minister = "وزير النقل سامر الحدّاد"
    return record_of(
        BRIDGE,
        Said("قال", "الجسر سيُفتح في الربيع", source=minister, speaker=minister),
        Said(
            "وأضاف",
            "المسؤولين في بلدية طولان وافقوا على الخطّة",
            speaker=minister,
            about=[("بلدية طولان", EntityKind.ORGANIZATION)],
        ),
        Said(
            "ودعت",
            "تأجيل الافتتاح حتى عام ٢٠٣١",
            source="النقابة",
            speaker="النقابة",
            kind=SpeakerKind.ORGANIZATION,
            detail=SourcingDetail.NAMED_ORGANIZATION,
            act=Act.DIRECTIVE,
        ),
        Said(
            "ورفض",
            None,
            source="المكتب",
            speaker="المكتب",
            kind=SpeakerKind.ORGANIZATION,
            detail=SourcingDetail.NAMED_ORGANIZATION,
            act=Act.NO_COMMENT,
            type=None,
        ),
        Said(
            "وأفادت",
            "الكلفة بلغت ٤٥ مليوناً",
            source="صحيفة المرفأ",
            speaker="صحيفة المرفأ",
            kind=SpeakerKind.OUTLET,
            detail=SourcingDetail.OUTLET,
            level=Level.OUTLET,
        ),
        language=Language.ARABIC,
    )


def silent() -> DocumentRecord:
    return record_of(SILENT)
