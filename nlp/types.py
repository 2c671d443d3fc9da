"""The record: what Isnad knows about one document, as the command line writes it and the API serves it.

Every `start` and `end` is an offset in Unicode code points into the document's **original** text, `end` exclusive, and
`text == original[start:end]` holds for every span, always. What each part means, and where its edges lie, is decided in
`docs/record.md`; the JSON Schema in `docs/schema/` is generated from these types.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Language(StrEnum):
    """The languages the engine reads, by their ISO 639-1 codes."""

    ARABIC = "ar"
    ENGLISH = "en"


class Type(StrEnum):
    """How the words are given: all in quotation marks, none, or part of them."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source does with the content."""

    STATEMENT = "statement"
    DIRECTIVE = "directive"
    BELIEF = "belief"
    NO_COMMENT = "no_comment"


class Stance(StrEnum):
    """Whether the writer's choice of cue vouches for the content (`revealed`), doubts it (`claimed`) or neither."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"
    DOUBTING = "doubting"


class Level(StrEnum):
    """The sourcing level: could the reader find the source?"""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"


class SourcingDetail(StrEnum):
    """The sourcing level, refined. Each detail belongs to exactly one level (see `LEVEL_OF_DETAIL`)."""

    NAMED_PERSON = "named_person"
    NAMED_ORGANIZATION = "named_organization"
    DOCUMENT = "document"
    OUTLET = "outlet"
    ANONYMOUS_DISCLOSED = "anonymous_disclosed"
    UNNAMED_DESCRIBED = "unnamed_described"
    UNNAMED_BARE = "unnamed_bare"
    UNNAMED_GROUP = "unnamed_group"


LEVEL_OF_DETAIL: dict[SourcingDetail, Level] = {
    SourcingDetail.NAMED_PERSON: Level.NAMED,
    SourcingDetail.NAMED_ORGANIZATION: Level.NAMED,
    SourcingDetail.DOCUMENT: Level.NAMED,
    SourcingDetail.OUTLET: Level.OUTLET,
    SourcingDetail.ANONYMOUS_DISCLOSED: Level.ANONYMOUS,
    SourcingDetail.UNNAMED_DESCRIBED: Level.ANONYMOUS,
    SourcingDetail.UNNAMED_BARE: Level.ANONYMOUS,
    SourcingDetail.UNNAMED_GROUP: Level.ANONYMOUS,
}


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    DOCUMENT = "document"
    OUTLET = "outlet"


class Precision(StrEnum):
    """How exactly a time is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Evidence(StrEnum):
    """What the confidence in a record is reckoned from. Doubt or certainty of the engine: `cue`, that these words
    report at all; `extent`, that source and content begin and end where they do. Facts about the record: `base`, that
    it was found, before anything else is known; `implicit`, its sentence leaves the speaker out; `unknown`, no speaker
    was found; `short_form`, the source is not the speaker's fullest mention; `nested`, it stands inside the content of
    another record; `direct`, its words are all quoted; `belief`, it tells what somebody thinks or feels."""

    BASE = "base"
    CUE = "cue"
    EXTENT = "extent"
    IMPLICIT = "implicit"
    UNKNOWN = "unknown"
    SHORT_FORM = "short_form"
    NESTED = "nested"
    DIRECT = "direct"
    BELIEF = "belief"


class EntityKind(StrEnum):
    """What a named thing is that a content says something about."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Part):
    """A stretch of the original text, in code points, end exclusive."""

    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}..{self.end} does not fit its text of {len(self.text)} code points")
        return self


class Cue(Span):
    """The word or words that do the reporting, with the dictionary form and the writer's stance."""

    lemma: str
    stance: Stance


class Entity(_Part):
    """A person, organisation or place, one for all its mentions in a document."""

    id: str
    name: str
    kind: EntityKind


class Mention(Span):
    """A name inside a content, and the entity it belongs to."""

    entity: Entity


class Speaker(_Part):
    """Whoever a source refers to, by the fullest name or description that the document gives. `outlet` is the id of the
    known outlet that it is, the same in every document, in `via_outlet` and in a document's `outlet`."""

    id: str
    name: str
    kind: SpeakerKind
    outlet: str | None = None


class Sourcing(_Part):
    """What the text tells about the source: each non-null value was read from a span listed in `evidence`.

    `count` is the number of sources, null when the text says only that there are several. `basis` is how they know,
    `reason` why a name is withheld.
    """

    detail: SourcingDetail
    evidence: list[Span]
    count: int | None
    role: str | None
    affiliation: str | None
    basis: str | None
    reason: str | None


class Time(Span):
    """A time that the text tells, with what it means relative to the document's date: a calendar date in ISO 8601, of
    no more parts than its precision has (`2021-06-01`, `2021-W22`, `2021-06`, `2021`)."""

    value: str = Field(pattern=r"^\d{4}(-\d\d(-\d\d)?|-W\d\d)?$")
    precision: Precision

    def first_day(self) -> date:
        """Return the first day of the time that `value` stands for."""
        if self.precision is Precision.WEEK:
            return date.fromisocalendar(int(self.value[:4]), int(self.value[6:]), 1)
        return date.fromisoformat((self.value + "-01-01")[: len("2021-06-01")])


class ConfidencePart(_Part):
    """One piece of evidence for or against a record, and what it adds to the log odds of its being right: above 0 it
    raised the confidence, below 0 it lowered it. The parts of a record together are its log odds."""

    evidence: Evidence
    contribution: float


class RepairKind(StrEnum):
    """What was done to a garbled text for reading it, or could not be done."""

    REORDERED = "reordered"
    LOST = "lost"


class Repair(Span):
    """A line of a garbled text that is read in another order than it stands in, or a place where characters are missing
    (the space they left, or the rest of a word)."""

    kind: RepairKind


class Attribution(_Part):
    """A place where a text presents a proposition as somebody else's.

    `source` is null where the sentence leaves the speaker implicit; `speaker` is null only where the document names
    nobody. `type` is null only for a refusal to comment, which has no content. `parent` is the id of the record whose
    content holds this one. `via_outlet` is the id of the known outlet that `via` names. `said_at` is when it was
    said, null where the clause of the cue does not tell, or where the document has no date that would say which day
    `Tuesday` is. `confidence` is the probability that the whole record is right, `confidence_parts` what it was
    reckoned from. `alternatives` are others of the document who may have spoken instead, the likeliest first. The last
    two are empty where nothing is known of them: in a record that a person made, or an earlier version of Isnad.
    """

    id: str
    type: Type | None
    act: Act
    cue: Cue
    source: Span | None
    speaker: Speaker | None
    level: Level
    sourcing: Sourcing
    via: Span | None
    via_outlet: str | None = None
    content: list[Span]
    about: list[Mention]
    said_at: Time | None = None
    parent: str | None
    confidence: Annotated[float, Field(ge=0.0, le=1.0)]
    confidence_parts: list[ConfidencePart] = []
    alternatives: list[Speaker] = []


class Document(_Part):
    """What is known about a document besides its text. `text_length` is in code points; `sha256` is the hexadecimal
    digest of the original text in UTF-8; `id` follows from the text, so the same text is always the same document.
    `outlet` is the id of the known outlet that published it, found by its publisher or its address. `repairs` says
    where a text that came out of a PDF badly was read in another order, and where it has lost characters."""

    id: str
    language: Language
    title: str | None
    publisher: str | None
    outlet: str | None = None
    url: str | None
    published_at: datetime | None
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    text_length: int = Field(ge=0)
    repairs: list[Repair] = []


class DocumentRecord(_Part):
    """One document and its attributions in the order of their cues: what `isnad extract` writes for each file."""

    document: Document
    attributions: list[Attribution]


class Article(_Part):
    """What the engine is given: the text and whatever is known about it. `language` null means: find it."""

    text: str
    language: Language | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_at: datetime | None = None
