"""Examples for the API's description, made of the types themselves: what they cannot hold cannot be in an example.

A few shapes are filled by hand from one sentence of our own; every other shape is put together from these and from
what its schema permits.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter

from app.api.problems import FieldError, Problem
from app.export.formats import FORMATS
from app.ingest.entry import NewDocument
from app.store.decisions import Action, Decision, State, Verdict
from app.store.export import Exported
from app.store.job import Asked, Job, JobState, Kind
from app.store.sources import Origin
from nlp.types import (
    Act,
    Attribution,
    Cue,
    Document,
    Language,
    Level,
    Sourcing,
    SourcingDetail,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Type,
)

Schema = dict[str, Any]

TEXT: Final = "Rami Haddad, the mayor of Tolan, said the new bridge would open in spring."
_DIGEST: Final = hashlib.sha256(TEXT.encode()).hexdigest()
_ID: Final = _DIGEST[:24]
_MOMENT: Final = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


DOCUMENT: Final = Document(
    id=_ID,
    language=Language.ENGLISH,
    title="Bridge to open in spring",
    publisher="Sample Post",
    url="https://news.example/bridge",
    published_at=_MOMENT,
    sha256=_DIGEST,
    text_length=len(TEXT),
)
SPEAKER: Final = Speaker(id=f"{_ID}-61f4e2a90c3d", name="Rami Haddad", kind=SpeakerKind.PERSON)
ATTRIBUTION: Final = Attribution(
    id=f"{_ID}-{TEXT.index('said')}",
    type=Type.INDIRECT,
    act=Act.STATEMENT,
    cue=Cue(**_span("said").model_dump(), lemma="say", stance=Stance.NEUTRAL),
    source=_span("Rami Haddad, the mayor of Tolan"),
    speaker=SPEAKER,
    level=Level.NAMED,
    sourcing=Sourcing(
        detail=SourcingDetail.NAMED_PERSON,
        evidence=[_span("mayor"), _span("Tolan")],
        count=1,
        role="mayor",
        affiliation="Tolan",
        basis=None,
        reason=None,
    ),
    via=None,
    content=[_span("the new bridge would open in spring")],
    about=[],
    parent=None,
    confidence=0.93,
)
_JOB: Final = Job(
    id="0b8f6c1e5d7a49c2a3e4f5061728394a",
    kind=Kind.TEXT,
    state=JobState.DONE,
    stage=None,
    progress=1.0,
    asked=Asked(title=DOCUMENT.title, publisher=DOCUMENT.publisher),
    document=_ID,
    new_document=True,
    changes=None,
    announced=None,
    problem=None,
    problems=[],
    attempts=1,
    created_at=_MOMENT,
    started_at=_MOMENT,
    finished_at=_MOMENT + timedelta(seconds=1),
)
_DECISION: Final = Decision(
    number=1,
    record=ATTRIBUTION.id,
    revision=1,
    action=Action.VERDICT,
    reviewer="Huda",
    decided_at=_MOMENT,
    before=State(),
    after=State(verdict=Verdict.ACCEPTED),
    undoes=None,
)
_ORIGIN: Final = Origin(
    id="5a0d9b7c4e8f1a2b3c4d5e6f",
    place="https://news.example/bridge",
    url="https://news.example/bridge",
    kind="html",
    media_type="text/html",
    size=18_204,
    sha256=_DIGEST,
    author=None,
    quality=0.98,
    notes=[],
    problem=None,
    message=None,
    tried_at=_MOMENT,
    document=_ID,
)
_PROBLEM: Final = Problem(
    title="Unprocessable Entity",
    status=422,
    code="invalid_request",
    detail="1 part(s) of the request are wrong.",
    errors=[FieldError(pointer="#/text", detail="Field required")],
)


def _json(value: BaseModel) -> Any:
    return value.model_dump(mode="json")


_OF_SHAPE: Final[dict[str, Any]] = {
    "Attribution": _json(ATTRIBUTION),
    "Decision": TypeAdapter(Decision).dump_python(_DECISION, mode="json"),
    "Document": _json(DOCUMENT),
    "Job": _json(_JOB),
    "NewDecision": {"action": "accept", "revision": 0, "reviewer": "Huda"},
    "NewDocument": _json(NewDocument(text=TEXT, title=DOCUMENT.title, language=Language.ENGLISH)),
    "Origin": _json(_ORIGIN),
    "Problem": _PROBLEM.model_dump(exclude_none=True),
    "Speaker": _json(SPEAKER),
}
_OF_NAME: Final[dict[str, Any]] = {
    "text": TEXT,
    "title": DOCUMENT.title,
    "publisher": DOCUMENT.publisher,
    "language": DOCUMENT.language,
    "url": DOCUMENT.url,
    "document": _ID,
    "first": _ID,
    "similarity": 0.93,
    "id": "9c1e4b7a2d5f80361b2a3c4d",
    "name": SPEAKER.name,
    "kind": SPEAKER.kind,
    "speaker": SPEAKER.id,
    "speakers": [SPEAKER.id, "9c1e4b7a2d5f80361b2a3c4d"],
    "judgement": "same",
}
# What stands in a path, by the kind of thing that the path leads to.
OF_PATH: Final = {
    "documents": _ID,
    "attributions": ATTRIBUTION.id,
    "jobs": _JOB.id,
    "sources": _ORIGIN.id,
    "speakers": SPEAKER.id,
}
_OF_FORMAT: Final[dict[str, Any]] = {"date-time": "2026-03-02T08:30:00Z", "date": "2026-03-02", "binary": TEXT}
_OF_TYPE: Final[dict[str, Any]] = {"integer": 1, "number": 1.0, "boolean": False, "string": "text", "null": None}


def of_form(name: str) -> Any:
    """Return one record in a form of exports: text, or what the text is as JSON."""
    form = next(form for form in FORMATS.values() if form.media_type == name)
    written = "".join(form.write([Exported(DOCUMENT, ATTRIBUTION.model_dump_json(), TEXT)]))
    return json.loads(written) if name.startswith(("application/json", "application/ld+json")) else written


def of_schema(schema: Schema, shapes: dict[str, Schema], name: str = "") -> Any:
    """Return a value that `schema` permits; `shapes` are those that it may refer to, `name` the key it stands under."""
    if "$ref" in schema:
        shape = schema["$ref"].rpartition("/")[2]
        return _OF_SHAPE[shape] if shape in _OF_SHAPE else of_schema(shapes[shape], shapes, name)
    for said in ("example", "const", "default"):
        if said in schema:
            return schema[said]
    for several in ("examples", "enum"):
        if several in schema:
            return schema[several][0]
    if "anyOf" in schema:
        choices = schema["anyOf"]
        return None if {"type": "null"} in choices else of_schema(choices[0], shapes, name)
    if schema.get("type") == "object" or "properties" in schema:
        return {key: of_schema(one, shapes, key) for key, one in schema.get("properties", {}).items()}
    if schema.get("type") == "array" and name not in _OF_NAME:
        return [of_schema(schema["items"], shapes, name)] if schema.get("items") else []
    if name in _OF_NAME:
        return _OF_NAME[name]
    return _OF_FORMAT.get(schema.get("format", ""), _OF_TYPE[schema.get("type", "string")])
