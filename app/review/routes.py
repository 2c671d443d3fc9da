"""The review page as one part of the service: `add_review` puts it in."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from app.review import decide, document, export, lists, login, name, new, origins, speakers
from app.security.access import needs
from app.security.scope import Scope

_STATIC = Path(__file__).parent / "static"


def add_review(app: FastAPI) -> None:
    """Add the pages under `/review` and the way in, and lead to them from the root."""
    app.include_router(login.router)  # for everybody: it is the way in
    for part in (lists, document, export, speakers):
        app.include_router(part.router, dependencies=needs(Scope.READ, Scope.ADMIN))
    for part in (new, origins):
        app.include_router(part.router, dependencies=needs(Scope.READ, Scope.WRITE))
    app.include_router(name.router, dependencies=needs(Scope.READ, Scope.READ))
    for router in (decide.router, speakers.deciding):
        app.include_router(router, dependencies=needs(Scope.READ, Scope.REVIEW))
    app.mount("/review/static", StaticFiles(directory=_STATIC), name="review-static")
    app.add_api_route("/", _start, methods=["GET"], include_in_schema=False)


def _start(request: Request) -> Response:
    """Lead to the queue."""
    return RedirectResponse(f"/review?{request.url.query}" if request.url.query else "/review", 307)
