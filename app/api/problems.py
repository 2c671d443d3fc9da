"""Errors as the client sees them: problem documents (RFC 9457), whatever went wrong.

`type` is `about:blank`, so `title` is the phrase of the HTTP status; `code` is a word for programs, `detail` a sentence
for people, and `errors` points at each part of the request that is wrong. Nothing that the client sent is echoed but
the names of its fields: a value may be a secret, endless, or no text at all.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from app.errors import Busy, IsnadError, NotReady
from app.limits import MAX_REPORTED_ERRORS
from nlp.errors import RefusedText

MEDIA_TYPE = "application/problem+json"
_CODES = {400: "malformed_request", 404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}
_LONGEST_NAME = 100

log = logging.getLogger(__name__)


class FieldError(BaseModel):
    """What is wrong with one part of the request: `pointer` (RFC 6901) into the body, or `parameter`."""

    pointer: str | None = None
    parameter: str | None = None
    detail: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError] | None = None


class ProblemResponse(Response):
    """A problem document on its way, in ASCII: JSON escapes what is no text in the name of a field."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: list[FieldError] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        problem = Problem(title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, errors=errors)
        body = json.dumps(problem.model_dump(exclude_none=True)).encode("ascii")
        super().__init__(body, status_code=status, headers=headers)


def add_problem_handlers(app: FastAPI) -> None:
    """Let every error that endpoints, the router or the framework foresee become a problem document; `Failures` has the
    rest."""
    app.add_exception_handler(IsnadError, _refused)
    app.add_exception_handler(RefusedText, _refused_text)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, IsnadError)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, Busy | NotReady):
        log.error("refused by a check of our own", exc_info=error)
    return ProblemResponse(error.status, error.code, str(error), headers=dict(error.headers))


async def _refused_text(_request: Request, error: Exception) -> Response:
    reason = FieldError(pointer="#/text", detail=str(error))
    return ProblemResponse(422, "refused_text", str(error), errors=[reason])


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return ProblemResponse(400, _CODES[400], "The body is not JSON.")
    errors = [_field_error(one["loc"], one["msg"]) for one in found[:MAX_REPORTED_ERRORS]]
    return ProblemResponse(422, "invalid_request", f"{len(found)} part(s) of the request are wrong.", errors=errors)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    headers = dict(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request))
    return ProblemResponse(status, _CODES.get(status, "http_error"), error.detail, headers=headers)


def _methods(request: Request) -> list[str]:
    """Return the methods that the path offers: Starlette names only those of the first route that fits it."""
    found: set[str] = set()
    for path, methods in request.app.openapi()["paths"].items():
        pattern, _, _ = compile_path(path)
        if pattern.match(request.url.path):
            found.update(method.upper() for method in methods)
    return sorted(found)


def _field_error(location: Sequence[Any], message: str) -> FieldError:
    place, *path = (str(part)[:_LONGEST_NAME] for part in location)
    if place == "body":
        escaped = (part.replace("~", "~0").replace("/", "~1") for part in path)
        return FieldError(pointer="#" + "".join(f"/{part}" for part in escaped), detail=message)
    return FieldError(parameter=".".join(path), detail=message)
