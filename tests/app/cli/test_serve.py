"""`isnad serve` as its own process, on a port of its own."""

from __future__ import annotations

import json
import os
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

STARTS_WITHIN = 120.0


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.usefixtures("at_database")
def test_with_a_key_it_serves_others_who_show_it(isnad: Isnad, free_port: int) -> None:
    key = isnad("keys", "make", "Huda").out.strip()
    script = Path(sys.executable).with_name("isnad")
    server = subprocess.Popen([script, "serve", "--host", "0.0.0.0", "--port", str(free_port)], encoding="utf-8")
    try:
        address = f"http://127.0.0.1:{free_port}/v1/documents"
        assert eventually(address, server).status_code == 401
        shown = httpx.get(address, headers={"Authorization": f"Bearer {key}"}, timeout=STARTS_WITHIN)
        assert shown.status_code == 200
        assert "server" not in shown.headers
        assert "strict-transport-security" not in shown.headers
        # A proxy on this machine that speaks TLS, for somebody elsewhere.
        through = httpx.get(address, headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"})
        assert through.status_code == 401
        assert through.headers["strict-transport-security"]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=STARTS_WITHIN)


@pytest.mark.usefixtures("at_database")
def test_it_serves_on_loopback_prints_the_address_and_stops(free_port: int) -> None:
    script = Path(sys.executable).with_name("isnad")
    environment = {**os.environ, "PORT": str(free_port), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        [script, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        answer = eventually(f"http://127.0.0.1:{free_port}/healthz", server)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        asked = f"http://127.0.0.1:{free_port}/v1/attributions?q=secret"
        httpx.get(asked, headers={"X-Request-ID": "one-of-mine", "Authorization": "Bearer secret"})
    finally:
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=STARTS_WITHIN)
    assert "secret" not in err
    (line,) = [json.loads(line) for line in err.splitlines() if "one-of-mine" in line]
    assert {"event": "request", "level": "info", "request_id": "one-of-mine", "status": 401}.items() <= line.items()
    assert {"timestamp", "milliseconds", "method", "path", "client", "key", "logger"} <= set(line)
    assert f"http://127.0.0.1:{free_port}" in out.splitlines()[0]
    assert server.returncode in (ExitCode.DONE, ExitCode.INTERRUPTED)


def eventually(address: str, server: subprocess.Popen[str]) -> httpx.Response:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            return httpx.get(address, timeout=STARTS_WITHIN)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")


@pytest.mark.usefixtures("at_database")
def test_a_taken_port_is_told_in_one_line(isnad: Isnad) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = isnad("serve", "--port", port)
    assert outcome.code == ExitCode.CANNOT_WRITE
    assert outcome.err == f"isnad: port {port} on 127.0.0.1 is taken; choose another with --port or PORT\n"


@pytest.mark.usefixtures("at_database")
def test_an_address_that_is_not_this_machines_is_told_in_one_line(isnad: Isnad) -> None:
    isnad("keys", "make", "Huda")
    outcome = isnad("serve", "--host", "192.0.2.1")
    assert outcome.code == ExitCode.CANNOT_WRITE
    assert outcome.err.startswith("isnad: cannot listen on 192.0.2.1:8000 (")


@pytest.mark.parametrize("port", ["many", "0", "70000"])
def test_a_port_that_is_none_is_told_in_one_line(isnad: Isnad, monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    by_option = isnad("serve", "--port", port)
    monkeypatch.setenv("PORT", port)
    by_environment = isnad("serve")
    for outcome, name in ((by_option, "--port"), (by_environment, "PORT")):
        assert outcome.code == ExitCode.USAGE
        assert len(outcome.err.splitlines()) == 1
        assert name in outcome.err
