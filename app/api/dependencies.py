"""What endpoints work with, as `create_app` put it into the application's state.

These are coroutines though they wait for nothing: FastAPI would send each plain function to a thread of its own.
"""

from __future__ import annotations

from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Path, Request

from app.db import Database
from app.jobs.queue import JobQueue
from app.limits import MAX_IDENTIFIER
from app.security.visitors import visitor_of


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _jobs(request: Request) -> JobQueue:
    queue: JobQueue = request.app.state.jobs
    return queue


async def _export_places(request: Request) -> CapacityLimiter:
    limiter: CapacityLimiter = request.app.state.export_places
    return limiter


async def _key_name(request: Request) -> str | None:
    key = visitor_of(request).key
    return None if key is None else key.name


TheDatabase = Annotated[Database, Depends(_database)]
TheJobs = Annotated[JobQueue, Depends(_jobs)]
ExportPlaces = Annotated[CapacityLimiter, Depends(_export_places)]
KeyName = Annotated[str | None, Depends(_key_name)]

# What no identifier of ours looks like is not looked up: PostgreSQL would refuse a NUL.
IdentifierInPath = Annotated[str, Path(min_length=1, max_length=MAX_IDENTIFIER, pattern=r"^[\w.:-]+$")]
