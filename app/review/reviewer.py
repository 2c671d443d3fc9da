"""Who is reviewing: a name for the decisions' rows."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import quote, unquote

from fastapi import Depends, Request, Response

from app.security.visitors import visitor_of

COOKIE: Final = "isnad_reviewer"
_LONGEST = 60
_SECONDS: Final = 365 * 24 * 3600


def reviewer_of(request: Request) -> str:
    """Return the name of the reviewer's key; in an open service the one they have given in this browser, else
    `reviewer`."""
    key = visitor_of(request).key
    if key is not None:
        return key.name
    return clean(unquote(request.cookies.get(COOKIE, ""))) or "reviewer"


async def _reviewer(request: Request) -> str:
    return reviewer_of(request)


Reviewer = Annotated[str, Depends(_reviewer)]


def remember(response: Response, name: str) -> None:
    """Keep a reviewer's name in the browser. It labels decisions; it lets nobody in."""
    response.set_cookie(COOKIE, quote(clean(name)), max_age=_SECONDS, httponly=True, samesite="strict", path="/review")


def clean(name: str) -> str:
    """Return a name in one line of printable characters, cut to what a table can show."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:_LONGEST]
