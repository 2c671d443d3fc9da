"""What comes with `POST /v1/documents`: JSON with a text or an address, a form with a file, or a file as the body."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from app.ingest.entry import NewDocument
from app.ingest.items import Link, Raw
from app.ingest.read import Told
from app.limits import MAX_TITLE
from nlp.types import Article

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
_FILES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "application/octet-stream", *_FEEDS)
_FIELDS = ("title", "publisher", "language", "url")
_JSON_SCHEMA = {"schema": {"$ref": "#/components/schemas/NewDocument"}}
_BYTES = {"schema": {"type": "string", "format": "binary"}}

# FastAPI describes a body by the model it parses it with; this one has several forms.
REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": _JSON_SCHEMA,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": _BYTES["schema"],
                        **{name: {"type": "string"} for name in _FIELDS},
                    },
                }
            },
            "application/pdf": _BYTES,
            "text/html": _BYTES,
            "text/plain": _BYTES,
            **dict.fromkeys(_FEEDS[:2], _BYTES),
        },
    }
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to be taken in: a text as it is, an address to fetch, or a file; and what is told about it."""

    what: Article | Link | Raw
    told: Told


async def incoming(request: Request) -> Incoming:
    """Read the body by its media type. Raises `RequestValidationError`, or `HTTPException` 415 for other kinds."""
    media_type, _, parameters = request.headers.get("content-type", "application/json").partition(";")
    media_type = media_type.strip().lower()
    if media_type in ("application/json", "") or media_type.endswith("+json"):
        return _from_json(await request.body())
    if media_type == "multipart/form-data":
        return await _from_form(request)
    if media_type in _FILES:
        charset = parameters.partition("charset=")[2].strip().strip('"') or None
        content = await request.body()
        return Incoming(Raw(_place("body", content), content, media_type=media_type, charset=charset), Told())
    raise HTTPException(415, "A document comes as JSON, as a form with a file, or as HTML, PDF, plain text or a feed.")


TheIncoming = Annotated[Incoming, Depends(incoming)]


def _from_json(body: bytes) -> Incoming:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise RequestValidationError([{"type": "json_invalid", "loc": ("body",), "msg": "JSON decode error"}]) from None
    new = _validated(value)
    if new.text is None and new.url is not None:
        return Incoming(Link(new.url, new.url), Told(new.title, new.publisher, new.language))
    return Incoming(new.article(), Told())


async def _from_form(request: Request) -> Incoming:
    async with request.form(max_files=1, max_fields=len(_FIELDS), max_part_size=4 * MAX_TITLE) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file"), "msg": "Field required"}])
        content = await file.read()
        fields = {name: form[name] for name in _FIELDS if form.get(name)}
        # Checked as the same fields of JSON are; the text is in the file.
        checked = _validated({**fields, "text": "-"})
        name = (file.filename or "")[-200:]
        media_type, _, _ = (file.content_type or "").partition(";")
    raw = Raw(_place(name or "file", content), content, url=checked.url, name=name, media_type=media_type.lower())
    return Incoming(raw, Told(checked.title, checked.publisher, checked.language))


def _validated(value: object) -> NewDocument:
    try:
        return NewDocument.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in found]) from None


def _place(name: str, content: bytes) -> str:
    """Name an upload: two files of the same name are two places."""
    from app.store.sources import digest_of

    plain = "".join(character for character in name if character.isprintable()) or "file"
    return f"upload:{plain}:{digest_of(content)[:16]}"
