"""`isnad worker`: does the jobs that servers were asked for."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.database import opened
from app.cli.failure import CannotWrite, tell

if TYPE_CHECKING:
    from types import FrameType


def worker(
    metrics: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port on loopback to show this worker's metrics on.")
    ] = None,
) -> None:
    """Analyse what was posted to servers over the same database, until Ctrl-C.

    On PostgreSQL any number of workers on any number of machines share the work. On SQLite there is one, and the server
    is it unless WORKER=false says otherwise.
    """
    with opened() as database:
        from app.ingest.sandbox import Sandbox
        from app.jobs.analyse import Analysis
        from app.jobs.take import Intake
        from app.jobs.work import Work
        from app.jobs.workers import work_on, workers_for
        from app.observe.logs import set_up_logging

        set_up_logging()
        intake = Intake(database, Analysis(database), Sandbox())
        workers = workers_for(database, Work(database, lambda: intake))
        stopped = threading.Event()

        def stop(_signal: int, _frame: FrameType | None) -> None:
            stopped.set()
            workers.stop()

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            # Only now: whoever sees this worker answer may tell it to stop.
            if metrics is not None:
                _show_metrics(metrics)
            tell("working; press Ctrl-C to stop after the job that is under way")
            work_on(workers, stopped)
        finally:
            intake.close()
            for number, handler in before.items():
                signal.signal(number, handler)


def _show_metrics(port: int) -> None:
    """Let Prometheus ask this process: nobody needs a key, so nobody but this machine gets an answer."""
    from prometheus_client import start_http_server

    try:
        start_http_server(port, addr="127.0.0.1")
    except OSError as error:
        raise CannotWrite(f"port {port} on 127.0.0.1 cannot be had ({error.strerror})") from None
