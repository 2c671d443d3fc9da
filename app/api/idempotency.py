"""`Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header-07): a POST that is sent again, since its sender
never saw the answer, is not done again but answered as it was.

Only what was done is remembered. A request that was refused, or that failed, leaves its key free: it can be mended and
sent again with the same one.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

from anyio import CancelScope, to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import ProblemResponse
from app.db import Database
from app.errors import InvalidRequest
from app.limits import MAX_IDEMPOTENCY_KEY
from app.security.visitors import visitor_of
from app.store import idempotency
from app.store.idempotency import Answer, Asked

# A structured field's string (RFC 9651) as the draft has it, or the bare word that most clients send.
_BARE: Final = rf"[!#-\[\]-~]{{1,{MAX_IDEMPOTENCY_KEY}}}"
_DESCRIBED: Final = f'^({_BARE}|"{_BARE}")$'
_KEY: Final = re.compile(_DESCRIBED)
_BOUNDARY = re.compile(r';\s*boundary="?([^";]+)"?', re.IGNORECASE)

# What OpenAPI cannot learn from a middleware.
PARAMETER: Final[dict[str, Any]] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": _DESCRIBED},
    "description": "A name of the sender's own for this request, such as a UUID: sent again with it, the request "
    "is not done again but answered as it was.",
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}


class Idempotency:
    """ASGI middleware: gives every POST under `prefix` that has a key what was answered to it before."""

    def __init__(self, app: ASGIApp, database: Database, prefix: str) -> None:
        """Wrap `app`; whoever is asking must be known by then."""
        self._app = app
        self._database = database
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. Raises `InvalidRequest`, `KeyReused` and `UnderWay`."""
        if scope["type"] != "http" or scope["method"] != "POST" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("idempotency-key")
        visitor = visitor_of(Request(scope))
        if given is None or not visitor.scopes:  # a stranger is refused further in
            await self._app(scope, receive, send)
            return
        match = _KEY.fullmatch(given.strip())
        if match is None:
            most = f"1 to {MAX_IDEMPOTENCY_KEY}"
            raise InvalidRequest(f"An Idempotency-Key has {most} printable ASCII characters, no space among them.")
        try:
            body = await Request(scope, receive).body()
        except HTTPException as error:  # too large
            await ProblemResponse(error.status_code, "body_too_large", error.detail)(scope, receive, send)
            return
        asked = Asked(visitor.key.id if visitor.key else "", match[1].strip('"'), _fingerprint(scope, body))
        answer = await to_thread.run_sync(idempotency.begin, self._database, asked)
        if answer is None:
            answer = await self._do(scope, receive, body, asked)
        else:
            answer.headers.append(("idempotency-replayed", "true"))
        response = Response(answer.body, answer.status)
        response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
        await response(scope, receive, send)

    async def _do(self, scope: Scope, receive: Receive, body: bytes, asked: Asked) -> Answer:
        """Have the request done, and keep its answer if it was."""
        status, headers, parts = 500, [], []

        given = False

        async def again() -> Message:
            nonlocal given
            if given:
                return await receive()  # whether the client is still there
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def kept(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        done = False
        try:
            await self._app(scope, again, kept)
            answer = Answer(
                status, [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers], b"".join(parts)
            )
            if 200 <= status < 300:
                await to_thread.run_sync(idempotency.finish, self._database, asked, answer)
                done = True
        finally:
            if not done:
                with CancelScope(shield=True):
                    await to_thread.run_sync(idempotency.abandon, self._database, asked)
        return answer


def _fingerprint(scope: Scope, body: bytes) -> str:
    """Return a digest of what is asked. The boundary of a form is drawn anew each time that the form is sent, and is no
    part of it."""
    media_type = Headers(scope=scope).get("content-type", "")
    boundary = _BOUNDARY.search(media_type)
    if boundary:
        media_type = media_type.replace(boundary[0], "")
        body = body.replace(boundary[1].encode("latin-1"), b"")
    digest = hashlib.sha256()
    for part in (scope["path"].encode(errors="surrogatepass"), scope["query_string"], media_type.encode(), body):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
