"""`Prefer: wait=SECONDS` (RFC 7240): whether the client would rather wait for what it asked for, and for how long."""

from __future__ import annotations

import re
from typing import Annotated, Final

from anyio import current_time, sleep, to_thread
from fastapi import Depends, Request, Response

from app.db import Database
from app.limits import FIRST_LOOK, MAX_WAIT_SECONDS, SLOWEST_LOOK
from app.store import jobs
from app.store.job import Job

_WAIT = re.compile(r'(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;[^,]*)?(?=,|$)', re.IGNORECASE)
_GROWS: Final = 1.5

# What OpenAPI cannot learn from the code that reads the header.
PREFER: Final = {
    "parameters": [
        {
            "name": "Prefer",
            "in": "header",
            "required": False,
            "schema": {"type": "string", "examples": ["wait=10"]},
            "description": f"`wait=SECONDS` (RFC 7240) waits for the job, {MAX_WAIT_SECONDS} seconds at most.",
        }
    ]
}


class Patience:
    """For how long a client would wait for a job: null when it prefers to be answered at once."""

    def __init__(self, request: Request, response: Response) -> None:
        """Read the header; what it says besides and what makes no sense is left aside, as the RFC has it."""
        match = _WAIT.search(",".join(request.headers.getlist("prefer")))
        self.seconds = None if match is None else min(int(match[1]), MAX_WAIT_SECONDS)
        self._request = request
        if self.seconds is not None:
            response.headers["Preference-Applied"] = f"wait={self.seconds}"

    async def wait_for(self, job: Job, database: Database) -> Job:
        """Return the job as it stands once it is finished, the client's patience ends or the client has gone."""
        until = current_time() + (self.seconds or 0)
        pause = FIRST_LOOK
        while not job.finished and current_time() < until and not await self._request.is_disconnected():
            await sleep(min(pause, max(until - current_time(), 0)))
            pause = min(pause * _GROWS, SLOWEST_LOOK)
            job = await to_thread.run_sync(jobs.get, database, job.id)
        return job


ThePatience = Annotated[Patience, Depends(Patience)]
