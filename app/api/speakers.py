"""`/v1/speakers`: who speaks across documents, under which names, and judgements that two are one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, status
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse

from app.api.bodies import AttributionInDocument, AttributionPage, AttributionQuery, Paging
from app.api.decisions import Reviewer
from app.api.dependencies import IdentifierInPath, KeyName, TheDatabase
from app.api.paging import link_next
from app.limits import DEFAULT_PAGE, LARGEST_PAGE
from app.store import attributions, merges, resemblance, speakers
from app.store.filters import Identifier
from app.store.merges import Merge
from app.store.resemblance import Resembling
from app.store.speakers import LinkedSpeaker, Listed, SpeakerFilter
from nlp.link.speaker import Verdict

router = APIRouter(prefix="/speakers", tags=["speakers"])

_SUGGESTIONS = 10
_LONGEST_CURSOR = 2_000  # a name may be part of it
_MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "The speaker is known under another id by now: `Location` is its address."}
}


class SpeakerQuery(SpeakerFilter):
    """The parameters of a list of speakers."""

    limit: int = Field(default=DEFAULT_PAGE, ge=1, le=LARGEST_PAGE, description="How many items a page may have.")
    cursor: str | None = Field(
        default=None, max_length=_LONGEST_CURSOR, description="`next_cursor` of the page before, in the same order."
    )


class SpeakerPage(BaseModel):
    """Some speakers, and the cursor for those after them: null on the last page."""

    items: list[Listed]
    next_cursor: str | None


class MergeQuery(Paging):
    """The parameters of a list of judgements."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: Identifier | None = Field(default=None, description="About this speaker's names.")


class MergePage(BaseModel):
    """Some judgements, and the cursor for those after them: null on the last page."""

    items: list[Merge]
    next_cursor: str | None


class Judgement(StrEnum):
    """Whether two speakers are one."""

    SAME = "same"
    DIFFERENT = "different"


class NewMerge(BaseModel):
    """A judgement that is to be taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speakers: Annotated[list[Identifier], Field(min_length=2, max_length=2)] = Field(
        description="Two ids: of speakers, of names among `aliases`, or of speakers of one document (`speaker.id`)."
    )
    judgement: Judgement
    reviewer: Reviewer = "api"


@router.get("")
def list_speakers(
    query: Annotated[SpeakerQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> SpeakerPage:
    """List the speakers who are named, or outlets: who is quoted most first, unless another order is asked for."""
    page = speakers.page(database, query, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return SpeakerPage(items=page.items, next_cursor=page.next_cursor)


@router.get("/merges")
def list_merges(
    query: Annotated[MergeQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> MergePage:
    """List the judgements that two names are one speaker or two, the machine's and people's, the oldest first."""
    page = merges.page(database, query.speaker, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return MergePage(items=page.items, next_cursor=page.next_cursor)


@router.post("/merges", status_code=status.HTTP_201_CREATED)
def judge(new: NewMerge, database: TheDatabase, holder: KeyName) -> Merge:
    """Judge that two speakers are the same or different. It goes before what linking thinks, and before what was judged
    earlier."""
    first, second = new.speakers
    return merges.judge(database, first, second, Verdict(new.judgement.value), holder or new.reviewer)


@router.delete("/merges/{identifier}")
def undo_merge(
    identifier: IdentifierInPath, database: TheDatabase, holder: KeyName, reviewer: Reviewer = "api"
) -> Merge:
    """Take a judgement back, a person's or the machine's: the speakers are as they would be without it."""
    return merges.undo(database, identifier, holder or reviewer)


@router.get("/{identifier}", response_model=LinkedSpeaker, responses=_MOVED)
def get_speaker(identifier: IdentifierInPath, request: Request, database: TheDatabase) -> LinkedSpeaker | Response:
    """Give a speaker with all its names and counts. The id of a speaker that was merged leads to the one it is now."""
    speaker = speakers.get(database, identifier)
    return speaker if speaker.id == identifier else _moved(request, identifier, speaker.id)


@router.get("/{identifier}/attributions", response_model=AttributionPage, responses=_MOVED)
def list_attributions_of_speaker(
    identifier: IdentifierInPath,
    query: Annotated[AttributionQuery, Query()],
    request: Request,
    response: Response,
    database: TheDatabase,
) -> AttributionPage | Response:
    """List what a speaker says across documents, narrowed by the filters of attributions."""
    present = speakers.present(database, identifier)
    if present != identifier:
        return _moved(request, identifier, present)
    narrowed = query.model_copy(update={"linked_speaker": identifier})
    page = attributions.page(database, narrowed, query.limit, query.cursor, query.sort)
    link_next(request, response, page.next_cursor)
    items = [AttributionInDocument.of(item) for item in page.items]
    return AttributionPage(items=items, next_cursor=page.next_cursor)


@router.get("/{identifier}/resembling")
def list_resembling(identifier: IdentifierInPath, database: TheDatabase) -> list[Resembling]:
    """List speakers that could be the same, the likest name first: for people to decide about."""
    return resemblance.like(database, identifier, _SUGGESTIONS)


def _moved(request: Request, identifier: str, present: str) -> Response:
    path = request.url.path.replace(identifier, present, 1)
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 308)
