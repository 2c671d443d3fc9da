"""Requests that another site's page has a browser send: with its user's cookie, or to the service on that machine.

Browsers say where a request comes from (W3C, "Fetch Metadata Request Headers"); those that do not name at least the
origin of a form (RFC 6454). A program that is no browser says neither, and nobody's name is misused by it. The rule is
 the "resource isolation policy" that fetch metadata is for.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import FromAnotherSite

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSite:
    """ASGI middleware: from other sites only links to us are followed. Raises `FromAnotherSite` for all else.

    Whoever sends a key as a header has been asked by nobody: no page can have a browser add one without our consent.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not _is_welcome(scope["method"], Headers(scope=scope)):
            raise FromAnotherSite("Another site's page asked for this.")
        await self._app(scope, receive, send)


def _is_welcome(method: str, headers: Headers) -> bool:
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none") or (method in _SAFE and _is_link(headers))
    origin = headers.get("origin")
    return method in _SAFE or origin is None or _place(origin) == headers.get("host")


def _is_link(headers: Headers) -> bool:
    """Tell whether somebody is on their way to a page of ours, which is then what they see, and not part of another."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
