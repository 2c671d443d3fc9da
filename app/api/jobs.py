"""`/v1/jobs`: what was asked for, how far it is, and what it came to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from anyio import CapacityLimiter, WouldBlock, sleep, to_thread
from fastapi import APIRouter, Depends, Query, Request, Response, status
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from app.api.bodies import Paging
from app.api.dependencies import IdentifierInPath, TheDatabase, TheJobs
from app.api.paging import link_next
from app.errors import Busy
from app.limits import SLOWEST_LOOK
from app.store import jobs
from app.store.job import Job, JobState

router = APIRouter(prefix="/jobs", tags=["jobs"])


class JobQuery(Paging):
    """The parameters of a list of jobs."""

    state: list[JobState] = Field(default=[], description="Where the job stands; may be given several times.")


class JobPage(BaseModel):
    """Some jobs, and the cursor for those after them: null on the last page."""

    items: list[Job]
    next_cursor: str | None


@router.get("")
def list_jobs(
    query: Annotated[JobQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> JobPage:
    """List jobs in the order they came."""
    page = jobs.page(database, query.state, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return JobPage(items=page.items, next_cursor=page.next_cursor)


def _job(identifier: IdentifierInPath, database: TheDatabase) -> Job:
    return jobs.get(database, identifier)


TheJob = Annotated[Job, Depends(_job)]


@router.get("/{identifier}")
def get_job(job: TheJob) -> Job:
    """Tell how far a job is, and when it is finished what it came to."""
    return job


async def _place(request: Request) -> AsyncIterator[None]:
    """Hold a place among those who follow a job, until the last event is sent or they have gone. Raises `Busy`."""
    places: CapacityLimiter = request.app.state.follower_places
    try:
        places.acquire_on_behalf_of_nowait(request)
    except WouldBlock:
        raise Busy("Too many jobs are being followed.") from None
    try:
        yield
    finally:
        places.release_on_behalf_of(request)


@router.get("/{identifier}/events", response_class=EventSourceResponse, dependencies=[Depends(_place)])
async def follow_job(job: TheJob, database: TheDatabase) -> AsyncIterator[ServerSentEvent]:
    """Tell each change of a job as a server-sent event named like its state, with the job as data. The stream ends
    with `done` or `failed`."""
    yield _event(job)
    while not job.finished:
        await sleep(SLOWEST_LOOK)
        now = await to_thread.run_sync(jobs.get, database, job.id)
        if now != job:
            job = now
            yield _event(job)


@router.post("/{identifier}/retry", status_code=status.HTTP_202_ACCEPTED)
def retry_job(identifier: IdentifierInPath, response: Response, queue: TheJobs) -> Job:
    """Have a failed job tried again. Its problems so far stay with it."""
    response.headers["Location"] = f"/v1/jobs/{identifier}"
    return queue.retry(identifier)


def _event(job: Job) -> ServerSentEvent:
    return ServerSentEvent(event=job.state.value, data=job)
