"""Who is asking: found out once for each request, before anything of it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from anyio import to_thread
from fastapi import Request
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from app.db import Database
from app.security import keys, sessions
from app.security.keys import Key
from app.security.own_machine import is_own_machine
from app.security.scope import Scope

COOKIE: Final = "isnad_session"

# For everybody, and asked for too often to look anybody up for it.
_FOR_EVERYBODY: Final = ("/healthz", "/readyz", "/review/static/")

_ALL: Final = frozenset(Scope)
_NO_KEY_YET = (
    "Nobody has made a key yet (`isnad keys make`), so Isnad answers only its own machine, asked for as localhost."
)
_WRONG_KEY = "This key is not known here, or it has been revoked."
_NEEDS_KEY = "This needs a key: send it as `Authorization: Bearer KEY`, or log in at /login."


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks, and what they may. `key` is null for the user of an open service and for strangers; a stranger
    may nothing, and is told `refusal`."""

    scopes: frozenset[Scope] = frozenset()
    key: Key | None = None
    refusal: str = ""


class Visitors:
    """ASGI middleware: puts the `Visitor` into the request's state.

    A service is open to its own machine until the first key is made, here or by any process with the same database.
    From then on everybody needs one.
    """

    def __init__(self, app: ASGIApp, database: Database) -> None:
        """Wrap `app`."""
        self._app = app
        self._database = database
        self._closed = False  # for good: keys are never deleted

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not scope["path"].startswith(_FOR_EVERYBODY):
            visitor = await to_thread.run_sync(self._visitor, HTTPConnection(scope))
            scope.setdefault("state", {})["visitor"] = visitor
        await self._app(scope, receive, send)

    def _visitor(self, asking: HTTPConnection) -> Visitor:
        scheme, _, presented = asking.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            key = keys.find(self._database, presented.strip())
            return Visitor(refusal=_WRONG_KEY) if key is None else _holder(key)
        token = asking.cookies.get(COOKIE)
        if token and (key := sessions.find(self._database, token)):
            return _holder(key)
        self._closed = self._closed or keys.any_made(self._database)
        if self._closed:
            return Visitor(refusal=_NEEDS_KEY)
        return Visitor(_ALL) if is_own_machine(asking.scope) else Visitor(refusal=_NO_KEY_YET)


def visitor_of(request: Request) -> Visitor:
    """Return who sent a request."""
    visitor: Visitor = request.state.visitor
    return visitor


def _holder(key: Key) -> Visitor:
    return Visitor(_ALL if Scope.ADMIN in key.scopes else key.scopes, key)
