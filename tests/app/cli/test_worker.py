"""`isnad worker` as its own process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from app.cli.failure import ExitCode
from tests.app.cli.conftest import Isnad

pytestmark = pytest.mark.usefixtures("at_database")
WITHIN = 120.0


def test_it_shows_its_metrics_to_its_own_machine(isnad: Isnad) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.listen()
        taken = isnad("worker", "--metrics", port)
        assert (taken.code, len(taken.said)) == (ExitCode.CANNOT_WRITE, 1)
    script = Path(sys.executable).with_name("isnad")
    worker = subprocess.Popen([script, "worker", "--metrics", str(port)])
    with httpx.Client() as prometheus:
        try:
            until = time.monotonic() + WITHIN
            shown = ""
            while not shown and worker.poll() is None and time.monotonic() < until:
                try:
                    shown = prometheus.get(f"http://127.0.0.1:{port}/metrics").text
                except httpx.TransportError:
                    time.sleep(0.002)
            assert "isnad_engine_seconds_count 0.0" in shown
        finally:
            # At once, before it can have done more: whoever answers can be told to stop.
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=WITHIN) == ExitCode.DONE
