"""The pages of speakers across documents: who speaks, what one of them says, and who is the same as who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import Field
from starlette.responses import RedirectResponse

from app.api.dependencies import IdentifierInPath, TheDatabase
from app.api.paging import link_next
from app.api.speakers import Judgement, SpeakerPage
from app.db import Database
from app.review.choices import CHOICES
from app.review.interface import asked_for, language_of
from app.review.lists import FromForm
from app.review.page import PageRoute, address, render, wants_part
from app.review.reviewer import Reviewer
from app.store import merges, resemblance, said_by, speakers
from app.store.filters import Identifier, Question
from app.store.merges import Merge
from app.store.resemblance import Resembling
from app.store.said_by import Sayings
from app.store.speakers import LinkedSpeaker, Listed, SpeakerFilter, SpeakerSort
from nlp.link.speaker import Verdict
from nlp.link.spelling import is_arabic
from nlp.types import Language

router = APIRouter(prefix="/review/speakers", route_class=PageRoute, include_in_schema=False)
deciding = APIRouter(prefix="/review/speakers/{identifier}", route_class=PageRoute, include_in_schema=False)

_PAGE = 50
_SAYINGS = 200
_FOUND = 8
_MERGES = 50


class SpeakersQuery(FromForm, SpeakerFilter):
    """The parameters of the list of speakers."""

    limit: int = Field(default=_PAGE, ge=1, le=500)
    cursor: str | None = Field(default=None, max_length=2_000)


@dataclass(frozen=True, slots=True)
class Shown:
    """A speaker's page. `linked`, `alike` and `judged` are there for one who is known across documents; `found` answers
    what was typed to find somebody who is the same."""

    sayings: Sayings
    linked: LinkedSpeaker | None
    alike: list[Resembling]
    found: list[Listed]
    judged: list[Merge]


@router.get(".json")
def speakers_in_json(
    query: Annotated[SpeakersQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> SpeakerPage:
    """Give the list of speakers."""
    page = speakers.page(database, query, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return SpeakerPage(items=page.items, next_cursor=page.next_cursor)


@router.get("")
def show_speakers(query: Annotated[SpeakersQuery, Query()], request: Request, database: TheDatabase) -> Response:
    """Show who speaks, across documents."""
    page = speakers.page(database, query, query.limit, query.cursor)
    sorts = [sort.value for sort in SpeakerSort]
    return render(request, "speakers.html", page=page, query=query, sorts=sorts, **CHOICES)


@router.get("/{identifier}.json", response_model=Shown)
def speaker_in_json(
    identifier: IdentifierInPath, request: Request, database: TheDatabase, find: Question = ""
) -> Shown | Response:
    """Give a speaker and what they said."""
    present = said_by.linked_id(database, identifier) or identifier
    return _shown(database, identifier, find) if present == identifier else _moved(request, identifier, present)


@router.get("/{identifier}")
def show_speaker(
    identifier: IdentifierInPath,
    request: Request,
    database: TheDatabase,
    find: Question = "",
    done: Identifier | None = None,
) -> Response:
    """Show everything that a speaker said, over time, with its sourcing and whom it was about, and who is the same."""
    present = said_by.linked_id(database, identifier) or identifier
    if present != identifier:
        return _moved(request, identifier, present)
    shown = _shown(database, identifier, find)
    template = "found.html" if wants_part(request) else "speaker.html"
    heading = _heading(shown, language_of(request))
    return render(request, template, shown=shown, heading=heading, find=find, done=done, **CHOICES)


@deciding.post("/merges")
def judge(
    identifier: IdentifierInPath,
    other: Annotated[Identifier, Form()],
    judgement: Annotated[Judgement, Form()],
    request: Request,
    database: TheDatabase,
    reviewer: Reviewer,
) -> Response:
    """Judge that another speaker is this one, or that a name of this one, or a document's speaker, is somebody else."""
    merge = merges.judge(database, identifier, other, Verdict(judgement.value), reviewer)
    return _back(request, merge.left.speaker, merge.id)


@deciding.post("/merges/{merge}/undo")
def undo(
    identifier: IdentifierInPath, merge: IdentifierInPath, request: Request, database: TheDatabase, reviewer: Reviewer
) -> Response:
    """Take a judgement back."""
    merges.undo(database, merge, reviewer)
    return _back(request, identifier, merge)


def _shown(database: Database, identifier: str, find: str) -> Shown:
    sayings = said_by.of(database, identifier, _SAYINGS)
    if said_by.linked_id(database, identifier) is None:
        return Shown(sayings, None, [], [], [])
    found: list[Listed] = []
    if find.strip():
        found = speakers.page(database, SpeakerFilter(q=find.strip()), _FOUND + 1).items
    return Shown(
        sayings,
        speakers.get(database, identifier),
        resemblance.like(database, identifier, _FOUND),
        [one for one in found if one.id != identifier][:_FOUND],
        merges.page(database, identifier, _MERGES).items,
    )


def _heading(shown: Shown, language: Language) -> str:
    """Return the speaker's most frequent name in the letters of the interface, else in others."""
    names = [alias.name for alias in shown.linked.aliases] if shown.linked else []
    arabic = language is Language.ARABIC
    return next((name for name in names if is_arabic(name) == arabic), shown.sayings.speaker.name)


def _back(request: Request, speaker: str, merge: str) -> Response:
    lang = asked_for(request)
    return RedirectResponse(
        address(f"/review/speakers/{speaker}", {"lang": lang and lang.value, "done": merge}) + "#same", 303
    )


def _moved(request: Request, identifier: str, present: str) -> Response:
    """Lead to the speaker that one of its names, or of its documents' speakers, is known as: for now."""
    path = request.url.path.replace(identifier, present, 1)
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 307)
