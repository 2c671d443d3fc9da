"""The headers that every answer carries, whatever it is: what a browser may do with it."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Scripts and styles are files of ours; nothing runs that stands in a page, and no page of ours stands in another.
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Forms lead back to the page they stand on, so our own pages may know; what an article links to may not.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What one sender may see is kept by no cache that serves others, and by the sender's own to be asked about again.
_FOR_ONE: Final = "private, no-cache"
# A year, as browsers' lists ask for. Said over HTTPS only (RFC 6797, 7.2).
_HTTPS_ONLY: Final = "max-age=31536000"


class SecurityHeaders:
    """ASGI middleware: adds them. What an endpoint says itself stays: a stranger's file has a stricter policy."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope.get("state", {}).get("visitor") is not None:
                    headers.setdefault("Cache-Control", _FOR_ONE)
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
            await send(message)

        await self._app(scope, receive, with_headers)
