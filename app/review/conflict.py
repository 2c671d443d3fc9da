"""What the second of two reviewers sees who decide about one record at the same time: what happened, and their own
change, to be made again or dropped. Nothing of either is lost."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.errors import ChangedMeanwhile, NotFound
from app.review.choices import CHOICES
from app.review.page import PageRoute, failed, render, wants_part
from app.review.workspace import workspace
from app.store import reviewed


class DecisionRoute(PageRoute):
    """A route that takes decisions: one that comes too late is answered with 412 and both sides of the story."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with the answer to late decisions around it."""
        handle = super().get_route_handler()

        async def handle_decision(request: Request) -> Response:
            try:
                return await handle(request)
            except ChangedMeanwhile as error:
                form = await request.form()
                fields = {name: value for name, value in form.items() if isinstance(value, str) and name != "revision"}
                return await run_in_threadpool(_late, request, error, fields, _seen(form.get("revision")))

        return handle_decision


def _seen(revision: object) -> int:
    """Return how many decisions about the record the reviewer had seen: those after them are told."""
    return int(revision) if isinstance(revision, str) and revision.isdecimal() else 0


def _late(request: Request, error: ChangedMeanwhile, fields: dict[str, str], seen: int) -> Response:
    database: Database = request.app.state.database
    record = request.path_params.get("record")
    try:
        page = workspace(database, reviewed.get(database, request.path_params["identifier"]), record, None)
    except NotFound as gone:
        return failed(request, gone)
    if page.opened is None:
        return failed(request, error)
    return render(
        request,
        "document.html",
        error.status,
        block="panel" if wants_part(request) else None,
        page=page,
        add=False,
        late={"fields": fields, "action": request.url.path, "seen": seen},
        **CHOICES,
    )
