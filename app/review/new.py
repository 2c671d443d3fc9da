"""The page where a new document is pasted, dropped or linked to, and the page that watches it being analysed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse

from app.api.dependencies import IdentifierInPath, TheIntake
from app.ingest.entry import NewDocument
from app.ingest.items import Link, Raw
from app.ingest.read import Told
from app.limits import MAX_BODY_BYTES
from app.review.choices import CHOICES
from app.review.intake import Arrivals, Stage, Watched
from app.review.interface import asked_for
from app.review.page import PageRoute, address, render, wants_part
from app.store.sources import digest_of
from nlp.types import Article

router = APIRouter(prefix="/review/new", route_class=PageRoute, include_in_schema=False)

_FIELDS = ("text", "title", "publisher", "url", "language")


def _arrivals(request: Request) -> Arrivals:
    """Return what is on its way in. It is made when first asked for: tests put another engine into the application."""
    state = request.app.state
    if not hasattr(state, "review_arrivals"):
        state.review_arrivals = Arrivals(state.analysis, state.model_turn)
    arrivals: Arrivals = state.review_arrivals
    return arrivals


TheArrivals = Annotated[Arrivals, Depends(_arrivals)]


@router.get("")
def show_form(request: Request) -> Response:
    """Show the empty form."""
    return render(request, "new.html", twin=None, **CHOICES)


@router.post("")
async def post_form(request: Request, arrivals: TheArrivals, intake: TheIntake) -> Response:
    """Take the text in, else the file, else the page at the address, and lead to where it can be watched."""
    what, told = await _asked_for(request)
    watched = arrivals.take(what, told, intake)
    return RedirectResponse(_address(request, f"/review/new/{watched.id}"), 303)


@router.get("/{identifier}.json")
async def arrival_in_json(identifier: IdentifierInPath, arrivals: TheArrivals) -> Watched:
    """Tell how far a document is."""
    return arrivals.find(identifier)


@router.get("/{identifier}")
async def show_arrival(identifier: IdentifierInPath, request: Request, arrivals: TheArrivals) -> Response:
    """Show how far a document is; when it is done, lead to its page."""
    watched = arrivals.find(identifier)
    if watched.stage is Stage.DONE:
        target = _address(request, f"/review/documents/{watched.document}")
        if wants_part(request):
            return Response(headers={"HX-Redirect": target})
        return RedirectResponse(target, 303)
    block = "watched" if wants_part(request) else None
    return render(request, "arrival.html", block=block, watched=watched, stages=list(Stage)[:4])


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
