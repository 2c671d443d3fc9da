"""The form with the reviewer's name, at the foot of every page."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from app.review.page import PageRoute
from app.review.reviewer import remember

router = APIRouter(prefix="/review/name", route_class=PageRoute, include_in_schema=False)


@router.post("")
def keep_name(request: Request, name: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Keep the name that this browser's decisions are to carry, and go back to the page."""
    came_from = urlsplit(request.headers.get("referer", ""))
    path = came_from.path if came_from.path.startswith("/review") else "/review"
    response = RedirectResponse(f"{path}?{came_from.query}" if came_from.query else path, 303)
    remember(response, name)
    return response
