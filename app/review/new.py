"""The page where a new document is pasted or dropped, and its analysis awaited."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse

from app.api.bodies import NewDocument
from app.api.dependencies import ModelTurn, TheAnalysis
from app.errors import Busy, InvalidRequest
from app.limits import MAX_WAITING_TEXTS
from app.review.choices import CHOICES
from app.review.interface import asked_for
from app.review.page import PageRoute, address, render, wants_part

router = APIRouter(prefix="/review/new", route_class=PageRoute, include_in_schema=False)

_FIELDS = ("text", "title", "publisher", "url", "language")


@router.get("")
def show_form(request: Request) -> Response:
    """Show the empty form."""
    return render(request, "new.html", **CHOICES)


@router.post("")
async def post_form(request: Request, analysis: TheAnalysis, turn: ModelTurn) -> Response:
    """Analyse the text, or the file in its place, and lead to its page."""
    article = (await _new_document(request)).article()
    stored = await to_thread.run_sync(analysis.known, article.text)
    if stored is None:
        if turn.statistics().tasks_waiting >= MAX_WAITING_TEXTS:
            raise Busy("Too many texts are waiting to be analysed.")
        stored = await to_thread.run_sync(analysis.ingest, article, limiter=turn)
    lang = asked_for(request)
    target = address(f"/review/documents/{stored.id}", {"lang": lang and lang.value})
    if wants_part(request):
        return Response(status_code=204, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


async def _new_document(request: Request) -> NewDocument:
    """Read the form as the API would read its body. A browser sends line breaks as CR LF; a text keeps its own."""
    form = await request.form(max_files=1, max_fields=20)
    fields: dict[str, Any] = {name: form.get(name) or None for name in _FIELDS}
    file = form.get("file")
    if isinstance(fields["text"], str):
        fields["text"] = fields["text"].replace("\r\n", "\n")
    elif isinstance(file, UploadFile) and file.filename:
        try:
            fields["text"] = (await file.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InvalidRequest("The file is not text in UTF-8.") from None
    try:
        return NewDocument.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from None
