"""The page where a new document is pasted, dropped or linked to, and the page that watches it being analysed."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse

from app.api.dependencies import IdentifierInPath, TheDatabase, TheJobs
from app.ingest.entry import NewDocument
from app.ingest.items import Link, Raw
from app.ingest.read import Told
from app.limits import MAX_BODY_BYTES
from app.review.choices import CHOICES
from app.review.interface import asked_for
from app.review.page import PageRoute, address, render, wants_part
from app.store import jobs
from app.store.documents import Stored
from app.store.job import Job, JobState, Kind, Stage
from app.store.sources import digest_of
from nlp.limits import MAX_TEXT_LENGTH
from nlp.types import Article, Language

router = APIRouter(prefix="/review/new", route_class=PageRoute, include_in_schema=False)

_FIELDS = ("text", "title", "publisher", "url", "language")

_WAITING = "waiting"
_LAST = (Stage.ANALYSING, Stage.STORING)
_STAGES = {
    Kind.TEXT: (_WAITING, *_LAST),
    Kind.FILE: (_WAITING, Stage.READING, *_LAST),
    Kind.LINK: (_WAITING, Stage.FETCHING, Stage.READING, *_LAST),
    Kind.AGAIN: (_WAITING, *_LAST),
}


class Taken(BaseModel):
    """What a new document may be: a text of at most so many code points, or a file of one of these kinds and at most so
    many bytes, or an address; in one of these languages."""

    longest_text: int = MAX_TEXT_LENGTH
    largest_file: int = MAX_BODY_BYTES
    media_types: list[str] = ["text/plain", "text/html", "application/pdf"]
    languages: list[Language] = list(Language)


@router.get(".json")
def form_in_json() -> Taken:
    """Tell what can be posted to `/v1/documents`."""
    return Taken()


@router.get("")
def show_form(request: Request) -> Response:
    """Show the empty form."""
    return render(request, "new.html", taken=Taken(), **CHOICES)


@router.post("")
async def post_form(request: Request, queue: TheJobs) -> Response:
    """Take the text in, else the file, else the page at the address, and lead to where it can be watched."""
    what, told = await _asked_for(request)
    asked = await to_thread.run_sync(queue.ask, what, told)
    if isinstance(asked, Stored):
        return RedirectResponse(_address(request, f"/review/documents/{asked.id}"), 303)
    return RedirectResponse(_address(request, f"/review/new/{asked.job.id}"), 303)


@router.get("/{identifier}.json")
def arrival_in_json(identifier: IdentifierInPath, database: TheDatabase) -> Job:
    """Tell how far a document is."""
    return jobs.get(database, identifier)


@router.get("/{identifier}")
def show_arrival(identifier: IdentifierInPath, request: Request, database: TheDatabase) -> Response:
    """Show how far a document is; when it is done, lead to its page."""
    job = jobs.get(database, identifier)
    if job.document is not None:
        target = _address(request, f"/review/documents/{job.document}")
        if wants_part(request):
            return Response(headers={"HX-Redirect": target})
        return RedirectResponse(target, 303)
    block = "watched" if wants_part(request) else None
    stages = _STAGES[job.kind]
    stage = job.stage or stages[job.state is JobState.RUNNING]
    return render(request, "arrival.html", block=block, job=job, stage=stage, stages=stages)


@router.post("/{identifier}/retry")
def try_again(identifier: IdentifierInPath, request: Request, queue: TheJobs) -> Response:
    """Have what failed tried again, and lead to where it can be watched."""
    queue.retry(identifier)
    return RedirectResponse(_address(request, f"/review/new/{identifier}"), 303)


def _address(request: Request, path: str) -> str:
    lang = asked_for(request)
    return address(path, {"lang": lang and lang.value})


async def _asked_for(request: Request) -> tuple[Article | Link | Raw, Told]:
    """Read the form as the API would read its body. A browser sends line breaks as CR LF; a text keeps its own."""
    async with request.form(max_files=1, max_fields=20, max_part_size=MAX_BODY_BYTES) as form:
        fields: dict[str, Any] = {name: form[name] for name in _FIELDS if form.get(name)}
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) and file.filename else None
        name = (file.filename or "")[-200:] if isinstance(file, UploadFile) else ""
        media_type = (file.content_type or "").partition(";")[0].lower() if isinstance(file, UploadFile) else ""
    if isinstance(fields.get("text"), str):
        fields["text"] = fields["text"].replace("\r\n", "\n")
        content = None
    if content is not None:
        # The other fields are checked all the same; the text is in the file.
        new = _checked({**fields, "text": "-"})
        plain = "".join(letter for letter in name if letter.isprintable()) or "file"
        place = f"upload:{plain}:{digest_of(content)[:16]}"
        raw = Raw(place, content, url=new.url, name=name, media_type=media_type)
        return raw, Told(new.title, new.publisher, new.language)
    new = _checked(fields)
    if new.text is None and new.url is not None:
        return Link(new.url, new.url), Told(new.title, new.publisher, new.language)
    return new.article(), Told()


def _checked(fields: dict[str, Any]) -> NewDocument:
    try:
        return NewDocument.model_validate(fields)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from None
