"""The way to the next page, as a header (RFC 8288)."""

from __future__ import annotations

from fastapi import Request, Response


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Add `Link: <...>; rel="next"` to the response: the same list with the next cursor. Null adds nothing.

    The target is relative to the request: behind a proxy we do not know our own address.
    """
    if cursor is not None:
        target = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{target.path}?{target.query}>; rel="next"'
