"""One log line and one measurement for each request, and an id by which its lines are found."""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import Any, Final
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from app.observe.metrics import REQUEST_SECONDS, REQUESTS

_HEADER: Final = "X-Request-ID"
# What a proxy in front of us sends; anything else could forge a log line.
_SANE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
# Every other method is one word in the metrics: whoever asks must not be able to make new series.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = logging.getLogger(__name__)


class RequestLog:
    """ASGI middleware: says of each request who asked for what, how it ended and how long it took.

    Of the address only the path is logged, of the sender the key's id: a query holds what people look for, a body what
    they read, and headers their keys.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_HEADER, "")
        identifier = given if _SANE.fullmatch(given) else uuid.uuid4().hex
        status: int | None = None
        began = time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = identifier
            await send(message)

        with bound_contextvars(request_id=identifier):
            try:
                await self._app(scope, receive, watched)
            finally:
                _tell(scope, status, time.perf_counter() - began)


def _tell(scope: Scope, status: int | None, seconds: float) -> None:
    """Log and measure a request. `status` is null when whoever asked had gone before there was an answer."""
    route, method = _route(scope), scope["method"] if scope["method"] in _METHODS else "other"
    REQUESTS.labels(method, route, str(status)).inc()
    REQUEST_SECONDS.labels(method, route).observe(seconds)
    visitor = scope.get("state", {}).get("visitor")
    key = getattr(visitor, "key", None)
    said: dict[str, Any] = {
        "method": method,
        "path": quote(scope["path"], errors="replace"),
        "status": status,
        "milliseconds": round(1000 * seconds, 1),
        "client": scope["client"][0] if scope.get("client") else None,
        "key": key and key.id,
    }
    log.info("request", extra=said)


def _route(scope: Scope) -> str:
    """Return the pattern of the path that was asked for, so that there is one series for all documents."""
    # FastAPI's own telemetry reads the pattern from here: `scope["route"]` does not have the prefixes.
    route = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return getattr(route, "path_format", None) or "other"
