"""Logging in with a key, and out again."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Query, Request, Response
from starlette.responses import RedirectResponse

from app.api.dependencies import TheDatabase
from app.errors import KeyNeeded
from app.review.interface import asked_for
from app.review.page import PageRoute, address, render
from app.security import keys, sessions
from app.security.sessions import LASTS
from app.security.visitors import COOKIE, visitor_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)

# A key has 61 characters; somebody may paste more than they meant to.
_LONGEST_KEY: Final = 500
_LONGEST_PATH: Final = 4_000


@router.get("/login")
def show_login(request: Request, after: Annotated[str, Query(alias="next", max_length=_LONGEST_PATH)] = "") -> Response:
    """Show the form, to those who are not in yet."""
    if visitor_of(request).scopes:
        return RedirectResponse(_own_page(request, after), 303)
    return render(request, "login.html", twin=None, after=_own_page(request, after), wrong=False)


@router.post("/login")
def log_in(
    request: Request,
    database: TheDatabase,
    key: Annotated[str, Form(max_length=_LONGEST_KEY)] = "",
    after: Annotated[str, Form(alias="next", max_length=_LONGEST_PATH)] = "",
) -> Response:
    """Begin a session for the holder of a key, and lead to the page they wanted."""
    found = keys.find(database, key.strip())
    if found is None:
        page = render(request, "login.html", KeyNeeded.status, twin=None, after=_own_page(request, after), wrong=True)
        page.headers.update(KeyNeeded.headers)
        return page
    response = RedirectResponse(_own_page(request, after), 303)
    response.set_cookie(
        COOKIE,
        sessions.begin(database, found),
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/logout")
def log_out(request: Request, database: TheDatabase) -> Response:
    """End the session, in the database and in the browser."""
    token = request.cookies.get(COOKIE)
    if token:
        sessions.end(database, token)
    response = RedirectResponse(_in_same_language(request, "/login"), 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response


def _own_page(request: Request, path: str) -> str:
    """Return where to go after logging in: a page of ours and nothing else, by default the queue."""
    return path if path.startswith("/review") else _in_same_language(request, "/review")


def _in_same_language(request: Request, path: str) -> str:
    lang = asked_for(request)
    return address(path, {"lang": lang and lang.value})
