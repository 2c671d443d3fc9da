"""A limit to the size of a request's body, whether it was announced or not."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import ProblemResponse


class BodyLimit:
    """ASGI middleware: a body over `most` bytes is answered with 413, and never held in memory.

    Starlette's own middleware does the same, but answers in plain text; ours says it as every other error is said.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        """Wrap `app`; `most` is in bytes."""
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        message = f"The body may have {self._most:,} bytes."
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced[:20]) > self._most:
            await ProblemResponse(413, "body_too_large", message)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            part = await receive()
            received += len(part.get("body", b""))
            if received > self._most:
                raise HTTPException(413, message)  # FastAPI lets this one kind through its parsing
            return part

        await self._app(scope, counted, send)
