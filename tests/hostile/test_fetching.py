"""Servers that nobody means well with, on real sockets. 127.0.0.2 plays the public internet here: it is the only
address let through, so that 127.0.0.1 is as forbidden as it is in the service."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import pytest

from app.ingest.fetch.get import fetch
from app.ingest.fetch.network import Address, PublicNetwork, is_public, look_up
from app.ingest.limits import MAX_REDIRECTS
from app.ingest.problem import Problem, Unreadable

PUBLIC = ip_address("127.0.0.2")
Answer = Callable[[str], Iterator[bytes]]


@contextmanager
def server(answer: Answer, host: str = "127.0.0.2") -> Iterator[tuple[str, list[str]]]:
    """Serve `answer(path)`, and give the server's address and the list of the paths that were asked for."""
    asked: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            try:
                head = [self.rfile.readline()]
                while self.rfile.readline().strip():
                    pass  # closing before all is read would reset the connection
                path = head[0].decode().split(" ")[1]
                asked.append(path)
                for part in answer(path):
                    self.wfile.write(part)
                    self.wfile.flush()
            except (OSError, IndexError):
                return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server((host, 0), Handler) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://{host}:{running.server_address[1]}", asked
        running.shutdown()


def network(*names: list[str]) -> PublicNetwork:
    """Let through 127.0.0.2 alone; `names` are what `host.example` is answered, look-up by look-up."""
    answers = iter(names)

    async def lookup(host: str, port: int) -> list[Address]:
        if host == "host.example":
            return [ip_address(found) for found in next(answers)]
        return await look_up(host, port)

    return PublicNetwork(lambda address, _port: address == PUBLIC, lookup)


def page(content: bytes = b"<p>Here.</p>", headers: str = "") -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=KOI8-X\r\n"
    yield f"Content-Length: {len(content)}\r\n{headers}\r\n".encode()
    yield content


def redirect(to: str) -> Iterator[bytes]:
    yield f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


async def problem(url: str, seconds: float = 20, via: PublicNetwork | None = None) -> Problem:
    start = time.monotonic()
    with pytest.raises(Unreadable) as refusal:
        await fetch(url, via or network(), seconds)
    assert time.monotonic() - start < seconds + 5
    return refusal.value.problem


async def test_a_page_after_redirects() -> None:
    with server(lambda path: page() if path == "/c" else redirect({"/a": "/b", "/b": "c#x"}[path])) as (root, asked):
        fetched = await fetch(f"{root}/a", network())
    assert (fetched.content, fetched.media_type, fetched.charset) == (b"<p>Here.</p>", "text/html", "koi8-x")
    assert fetched.url == f"{root}/c#x"
    assert asked == ["/a", "/b", "/c"]


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f000001:{port}/",
        "http://0177.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://[::1]:{port}/",
        "http://0.0.0.0:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://user:word@127.0.0.2:{port}/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "gopher://127.0.0.2/",
    ],
)
async def test_redirects_to_where_nobody_should_go(to: str) -> None:
    with server(lambda _path: page(), "127.0.0.1") as (inside, asked):
        port = inside.rpartition(":")[2]
        with server(lambda _path: redirect(to.format(port=port))) as (root, _):
            assert await problem(f"{root}/") is Problem.FORBIDDEN_ADDRESS
        assert asked == []


async def test_a_name_that_changes_its_address() -> None:
    with server(lambda _path: page(), "127.0.0.1") as (inside, asked):
        port = inside.rpartition(":")[2]
        rebinding = network(["127.0.0.2"], ["127.0.0.1"])
        with server(lambda _path: redirect(f"http://host.example:{port}/")) as (root, _):
            outside = root.rpartition(":")[2]
            assert await problem(f"http://host.example:{outside}/", via=rebinding) is Problem.FORBIDDEN_ADDRESS
        both = network(["127.0.0.2", "127.0.0.1"])
        assert await problem(f"http://host.example:{port}/", via=both) is Problem.FORBIDDEN_ADDRESS
    assert asked == []


async def test_50_redirects() -> None:
    with server(lambda path: redirect(str(int(path[1:]) + 1)) if path != "/50" else page()) as (root, asked):
        assert await problem(f"{root}/0") is Problem.TOO_MANY_REDIRECTS
    assert len(asked) == MAX_REDIRECTS + 1


async def test_a_gzip_bomb() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 300_000
    with server(lambda _path: page(bomb, "Content-Encoding: gzip\r\n")) as (root, _):
        assert await problem(root) is Problem.TOO_LARGE


async def test_an_answer_without_an_end() -> None:
    def endless(_path: str) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while True:
            yield b"x" * 1_000_000

    with server(endless) as (root, _):
        assert await problem(root, 30) is Problem.TOO_LARGE


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
async def test_a_byte_now_and_then(beginning: bytes) -> None:
    def slow(_path: str) -> Iterator[bytes]:
        yield beginning
        while True:
            time.sleep(0.1)
            yield b"x"

    with server(slow) as (root, _):
        assert await problem(root, 2) is Problem.TOO_SLOW


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 No Content"])
async def test_other_answers(status: str) -> None:
    with server(lambda _path: iter([f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()])) as (root, _):
        assert await problem(root) is Problem.ANSWERED_WITH_ERROR


async def test_what_is_no_http() -> None:
    with server(lambda _path: iter([b"SSH-2.0-x\r\n"])) as (root, _):
        assert await problem(root) is Problem.UNREACHABLE


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "::ffff:169.254.169.254"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
