"""Deciding: each action is one POST of a form, which answers with the page, or with what changed of it for HTMX."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from app.api.dependencies import IdentifierInPath, TheDatabase
from app.db import Database
from app.errors import ChangedMeanwhile, InvalidRequest, NotFound, NotInText
from app.review import correct
from app.review.choices import CHOICES
from app.review.conflict import DecisionRoute
from app.review.interface import asked_for
from app.review.page import address, render, wants_part
from app.review.reading import Part
from app.review.reviewer import Reviewer
from app.review.words import Edge, find, whole_words
from app.review.workspace import choices_of, lines_touched, next_open, speakers_of, workspace
from app.store import decisions, reviewed
from app.store.decisions import Action, Change, Decision, State, Verdict
from app.store.filters import Identifier, Question
from app.store.reviewed import Reviewed, ReviewedDocument
from nlp.limits import MAX_TEXT_LENGTH
from nlp.types import Act, Attribution, SourcingDetail, Span, SpeakerKind, Type

_WIDE = (Action.MERGE, Action.UNDO)

router = APIRouter(prefix="/review/documents/{identifier}", route_class=DecisionRoute, include_in_schema=False)

Revision = Annotated[int, Form(ge=0, lt=1 << 31)]
Words = Annotated[str, Form(max_length=MAX_TEXT_LENGTH)]
Place = Annotated[int | None, Form(ge=0, le=MAX_TEXT_LENGTH)]


@router.post("/records/{record}/verdict")
def give_verdict(
    identifier: IdentifierInPath,
    record: IdentifierInPath,
    revision: Revision,
    verdict: Annotated[Verdict, Form()],
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
) -> Response:
    """Accept or reject a record, leave it as unsure or open again; the next open record follows."""
    page, one = _asked(database, identifier, record, revision)
    after = _corrected(one, one.attribution, verdict)
    decision = decisions.decide(database, identifier, Change(record, revision, after), Action.VERDICT, reviewer)
    follows = None if verdict is Verdict.OPEN else next_open(page, record)
    return _answer(request, database, identifier, decision, record if follows is None else follows)


@router.post("/records/{record}/span")
def move_edge(
    identifier: IdentifierInPath,
    record: IdentifierInPath,
    revision: Revision,
    move: Annotated[str, Form(max_length=40)],
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
) -> Response:
    """Grow or shrink a part of a record by a word: `move` is part, place, edge and direction, `content.0.end.later`."""
    part, place, edge, direction = _move(move)
    page, one = _asked(database, identifier, record, revision)
    changed = correct.with_edge_moved(one.attribution, page.text, part, place, edge, direction)
    return _correct(request, database, reviewer, page, one, changed)


@router.post("/records/{record}/fields")
def change_fields(
    identifier: IdentifierInPath,
    record: IdentifierInPath,
    revision: Revision,
    detail: Annotated[SourcingDetail, Form()],
    act: Annotated[Act, Form()],
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
    kind: Annotated[Type | None, Form(alias="type")] = None,
) -> Response:
    """Change the sourcing (and with it the level), the act and the type of a record."""
    page, one = _asked(database, identifier, record, revision)
    return _correct(request, database, reviewer, page, one, correct.with_fields(one.attribution, detail, act, kind))


@router.post("/records/{record}/speaker")
def change_speaker(
    identifier: IdentifierInPath,
    record: IdentifierInPath,
    revision: Revision,
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
    name: Annotated[Question, Form()] = "",
    kind: Annotated[SpeakerKind, Form()] = SpeakerKind.PERSON,
) -> Response:
    """Give a record another speaker by name, one of the document's or a new one; an empty name means nobody."""
    page, one = _asked(database, identifier, record, revision)
    wanted = " ".join(name.split())
    speaker = correct.speaker_named(page.document, choices_of(page, one), wanted, kind) if wanted else None
    return _correct(request, database, reviewer, page, one, correct.with_speaker(one.attribution, speaker))


@router.post("/records/{record}/merge")
def merge_speakers(
    identifier: IdentifierInPath,
    record: IdentifierInPath,
    revision: Revision,
    into: Annotated[Identifier, Form()],
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
) -> Response:
    """Give every record of this record's speaker in the document to another of its speakers: the two are the same.

    Giving a single record another speaker is how they are parted again.
    """
    page, one = _asked(database, identifier, record, revision)
    speaker = next((known for known in speakers_of(page) if known.id == into), None)
    theirs = one.attribution.speaker
    if speaker is None or theirs is None or speaker == theirs:
        raise InvalidRequest("These are not two speakers of this document.")
    same = [other for other in page.records if other.attribution.speaker == theirs]
    same.sort(key=lambda other: other is not one)
    changes = [
        Change(
            other.attribution.id,
            other.revision,
            _corrected(other, correct.with_speaker(other.attribution, speaker), other.verdict),
        )
        for other in same
    ]
    decision = decisions.decide_together(database, identifier, changes, Action.MERGE, reviewer)[0]
    return _answer(request, database, identifier, decision, record)


@router.post("/undo")
def undo(
    identifier: IdentifierInPath,
    number: Annotated[int, Form(ge=1, lt=1 << 63)],
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
) -> Response:
    """Take a decision back; its record is opened."""
    if decisions.find(database, identifier, number) is None:
        raise NotFound("There is no such decision.")
    decision = decisions.undo(database, number, reviewer)
    return _answer(request, database, identifier, decision, decision.record)


@router.post("/records")
def add_missed(
    identifier: IdentifierInPath,
    cue: Words,
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
    source: Words = "",
    content: Words = "",
    speaker: Annotated[Question, Form()] = "",
    kind: Annotated[SpeakerKind, Form()] = SpeakerKind.PERSON,
    cue_start: Place = None,
    source_start: Place = None,
    content_start: Place = None,
) -> Response:
    """Add a record that the engine missed. Its parts are words of the text; where a start is known, the words there,
    else those nearest to the cue."""
    page = reviewed.get(database, identifier)
    at = _located(page.text, "cue", cue, cue_start, 0)
    if at is None:
        raise InvalidRequest("A record needs a cue.")
    whose = _located(page.text, "source", source, source_start, at.start)
    said = _located(page.text, "content", content, content_start, at.end)
    name = " ".join((speaker or (whose.text if whose else "")).split())
    by = correct.speaker_named(page.document, speakers_of(page), name, kind) if name else None
    parent = correct.around((one.attribution for one in page.records if one.verdict is not Verdict.REJECTED), at)
    record = correct.missed(page.document, at, whose, [said] if said else [], by, parent)
    after = State(verdict=Verdict.OPEN, corrected=record)
    decision = decisions.decide(database, identifier, Change(record.id, 0, after), Action.ADD, reviewer)
    return _answer(request, database, identifier, decision, record.id)


def _asked(database: Database, document: str, record: str, revision: int) -> tuple[ReviewedDocument, Reviewed]:
    """Return the document and the record that a form was about. Raises `NotFound`, and `ChangedMeanwhile` when the
    form was made for another revision."""
    page = reviewed.get(database, document)
    one = page.find(record)
    if one is None:
        raise NotFound("There is no record with this id in this document.")
    if one.revision != revision:
        raise ChangedMeanwhile("Somebody has decided about this record in the meantime.")
    return page, one


def _correct(
    request: Request,
    database: Database,
    reviewer: str,
    page: ReviewedDocument,
    one: Reviewed,
    changed: Attribution,
) -> Response:
    """Keep a corrected record; the verdict that was given on what it was before does not hold any more."""
    identifier, record = page.document.id, one.attribution.id
    if changed == one.attribution:
        return _shown(request, database, identifier, record)
    change = Change(record, one.revision, _corrected(one, changed))
    decision = decisions.decide(database, identifier, change, Action.CORRECT, reviewer)
    return _answer(request, database, identifier, decision, record)


def _corrected(one: Reviewed, changed: Attribution, verdict: Verdict = Verdict.OPEN) -> State:
    """Return the state of a record that is now `changed`: what is as the engine found it needs no copy."""
    return State(verdict=verdict, corrected=None if changed == one.machine else changed)


def _answer(request: Request, database: Database, document: str, decision: Decision, opened: str) -> Response:
    """Answer a decision with the page it leads to, or with what changed of it."""
    path = f"/review/documents/{document}"
    lang = asked_for(request)
    parameters = {"lang": lang and lang.value, "record": opened, "done": decision.number}
    target = address(path, parameters)
    if not wants_part(request):
        return RedirectResponse(target + "#record", 303)
    if decision.before is None or decision.after is None:
        return Response(status_code=204, headers={"HX-Redirect": target})
    page = reviewed.get(database, document)
    shown = workspace(database, page, opened, decision.number)
    changed = page.find(decision.record)
    assert changed is not None
    machine = [changed.machine] if changed.machine else []
    states = [state.corrected for state in (decision.before, decision.after) if state.corrected]
    answer = render(
        request,
        "decided.html",
        page=shown,
        lines=lines_touched(shown.lines, [*machine, *states]),
        # Other records than this one change when speakers are merged, and when that is taken back.
        items=[item for item in shown.items if item.id == decision.record or decision.action in _WIDE],
        add=False,
        **CHOICES,
    )
    answer.headers["HX-Replace-Url"] = target
    return answer


def _shown(request: Request, database: Database, document: str, record: str) -> Response:
    """Answer what changed nothing with the page as it is."""
    lang = asked_for(request)
    target = address(f"/review/documents/{document}", {"lang": lang and lang.value, "record": record})
    if not wants_part(request):
        return RedirectResponse(target + "#record", 303)
    page = workspace(database, reviewed.get(database, document), record, None)
    return render(request, "document.html", block="panel", page=page, add=False, **CHOICES)


def _move(move: str) -> tuple[Part, int, Edge, bool]:
    """Read what is to be moved. Raises `InvalidRequest`."""
    part, _, rest = move.partition(".")
    place, _, rest = rest.partition(".")
    edge, _, direction = rest.partition(".")
    try:
        return Part(part), int(place), Edge(edge), {"later": True, "earlier": False}[direction]
    except (ValueError, KeyError):
        raise InvalidRequest("A move is a part, its place, an edge and a direction.") from None


def _located(text: str, name: str, words: str, start: int | None, near: int) -> Span | None:
    """Return where the words that a reviewer gave for a part stand in the text, grown to whole words; null for none.

    Raises `NotInText` when they stand nowhere.
    """
    if not words.strip():
        return None
    if start is not None and text.startswith(words, start):
        found: Span | None = whole_words(text, start, start + len(words))
    else:
        found = find(text, words, near)
    if found is None:
        raise NotInText(f"The words given as {name} are not in the text.")
    return found
