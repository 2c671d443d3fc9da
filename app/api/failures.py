"""What is answered when a request fails outside any endpoint, or where no endpoint foresaw it."""

from __future__ import annotations

import logging
from urllib.parse import quote

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import ProblemResponse
from app.errors import IsnadError

log = logging.getLogger(__name__)


class Failures:
    """ASGI middleware: a refusal by the middleware within becomes a problem document, a defect is logged and is a 500.

    Starlette's own answer to defects is made outside all middleware: it would have no security headers nor request id.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except IsnadError as refusal:
            response = ProblemResponse(refusal.status, refusal.code, str(refusal), headers=dict(refusal.headers))
            await response(scope, receive, send)
        except ClientDisconnect:
            return  # whoever asked has gone: there is nobody to answer, and nothing wrong
        except Exception:
            log.exception("a defect: %s %s", scope.get("method"), quote(scope.get("path", "")))
            if started or scope["type"] != "http":
                raise  # half an answer is out: only a broken connection tells that it is not the whole
            detail = "The service failed. The failure has been logged."
            await ProblemResponse(500, "internal_error", detail)(scope, receive, send)
