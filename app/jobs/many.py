"""Any number of workers on any number of machines over one PostgreSQL database, through Procrastinate.

Procrastinate is a queue in tables of its own in the same database: a job is handed out in the transaction that keeps it
in ours, and a worker that dies is missed by its heartbeat. What is asked, how far it is and what it came to stands in
our table alone; Procrastinate's rows are gone once a job is finished.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from procrastinate import App, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from sqlmodel import Session

from app.db import Database
from app.jobs.work import Work
from app.limits import IDLE_LOOK, JOB_AGAIN_AFTER, WORKER_DEAD_AFTER, WORKER_HEARTBEAT

log = logging.getLogger(__name__)

_QUEUE = "isnad"
_DO = "isnad.do"
_TAKE_UP = "isnad.take_up"


class ManyWorkers:
    """Hands jobs to whichever worker is free, and is one of them while it runs."""

    def __init__(self, database: Database, work: Work) -> None:
        self._address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._work = work
        # Only ever used over the connection of the session that keeps the job: it is never opened.
        self._handing = App(connector=SyncPsycopgConnector(conninfo=self._address))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._working: asyncio.Task[None] | None = None
        self._stopped = False

    def hand_out(self, session: Session, identifier: str) -> None:
        """Put a job into Procrastinate's table."""
        connection = session.connection().connection.dbapi_connection
        self._handing.configure_task(_DO, queue=_QUEUE, connection=connection).defer(identifier=identifier)

    def wake(self) -> None:
        """Do nothing: the database notifies the workers."""

    def run(self) -> None:
        """Be a worker until told to stop."""
        asyncio.run(self._run())

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped = True
        if self._loop is not None and self._working is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._working.cancel)

    async def _run(self) -> None:
        app = self._worker_app()
        async with app.open_async():
            self._loop = asyncio.get_running_loop()
            self._working = asyncio.create_task(
                app.run_worker_async(
                    queues=[_QUEUE],
                    fetch_job_polling_interval=IDLE_LOOK,
                    update_heartbeat_interval=WORKER_HEARTBEAT,
                    stalled_worker_timeout=WORKER_DEAD_AFTER,
                    delete_jobs="always",
                    install_signal_handlers=False,
                )
            )
            if self._stopped:
                self._working.cancel()
            try:
                await self._working
            except asyncio.CancelledError:
                if not self._stopped:
                    raise

    def _worker_app(self) -> App:
        app = App(connector=PsycopgConnector(conninfo=self._address, min_size=1, max_size=3))

        # What escapes from a job is a failure of the database: it is begun again when that is back.
        @app.task(name=_DO, queue=_QUEUE, retry=RetryStrategy(wait=JOB_AGAIN_AFTER))
        def do(identifier: str) -> None:
            self._work.do(identifier, self.hand_out)

        # Every five seconds one of the workers looks for jobs of workers that are no more, before it takes another job.
        @app.periodic(cron="* * * * * */5")
        @app.task(name=_TAKE_UP, queue=_QUEUE, queueing_lock=_TAKE_UP, priority=1)
        async def take_up(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=WORKER_DEAD_AFTER):
                await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))

        return app
