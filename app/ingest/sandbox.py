"""Reading documents in a child process that may use little, do little, and be lost without loss.

A parser in C that is fed by strangers can loop, eat all memory or crash, and no exception handler helps. The child
(`app.ingest.child`) has limits of its own on memory and processor time, no network and no files; here the clock on the
wall is held over it. One child reads many documents, because its libraries take a second to load.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from app.ingest.exchange import Answer, Request
from app.ingest.limits import (
    CHILD_DOCUMENTS,
    CHILD_START_SECONDS,
    MAX_ANSWER_BYTES,
    MAX_SOURCE_BYTES,
    PARSE_WALL_SECONDS,
)
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind, Reading

_ROOT = Path(__file__).resolve().parents[2]


class Sandbox:
    """A child process that reads documents, one at a time, from whatever thread. It is started for the first one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._read = 0
        self._turn = threading.Lock()

    def read(self, kind: Kind, content: bytes, charset: str | None = None, address: str | None = None) -> Reading:
        """Read a document. Raises `Unreadable` with whatever stands in the way, the child's own death included."""
        if len(content) > MAX_SOURCE_BYTES:
            raise Unreadable(Problem.TOO_LARGE, f"The document may have {MAX_SOURCE_BYTES:,} bytes.")
        request = Request(kind=kind, charset=charset, address=address).model_dump_json().encode()
        with self._turn:
            answer = self._answer(request, content)
        if answer.reading is None:
            raise Unreadable(answer.problem or Problem.DAMAGED, answer.message)
        return answer.reading

    def close(self) -> None:
        """End the child, if there is one."""
        with self._turn:
            self._end()

    def _answer(self, request: bytes, content: bytes) -> Answer:
        if self._read >= CHILD_DOCUMENTS:
            self._end()
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._connection is not None
        self._read += 1
        try:
            with _killed_after(self._process, PARSE_WALL_SECONDS) as expired:
                self._connection.send_bytes(request)
                self._connection.send_bytes(content)
                answer = Answer.model_validate_json(self._connection.recv_bytes(MAX_ANSWER_BYTES))
        except (EOFError, OSError, ValueError):
            code = self._end()
            raise _death(code, expired.is_set()) from None
        if answer.problem is Problem.TOO_COSTLY:
            self._end()  # a process that ran out of memory is not trusted with another document
        return answer

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app.ingest.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # Nothing of our own environment: it holds the database's password.
                env={"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1"},
            )
        self._connection = Connection(ours.detach())
        try:
            with _killed_after(self._process, CHILD_START_SECONDS):
                self._connection.recv_bytes(64)
        except (EOFError, OSError):
            self._end()
            raise RuntimeError("the process that reads documents did not start") from None

    def _end(self) -> int:
        """End the child and return how it ended: negative for a signal."""
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        self._read = 0
        if connection is not None:
            connection.close()
        if process is None:
            return 0
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return -signal.SIGKILL


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill `process` if the block lasts longer; the event tells whether that happened."""
    expired = threading.Event()

    def kill() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        timer.join()


def _death(code: int, expired: bool) -> Unreadable:
    if expired or code == -signal.SIGXCPU:
        return Unreadable(Problem.TOO_COSTLY, "Reading the document takes longer than is allowed.")
    if code == -signal.SIGKILL:
        return Unreadable(Problem.TOO_COSTLY, "Reading the document takes more memory than is allowed.")
    return Unreadable(Problem.DAMAGED, "The document makes its reader fail.")
