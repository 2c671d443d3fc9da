"""Fetching a document: an address in, its bytes and where they were found in the end out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import anyio
import httpcore
import httpx

from app.ingest.fetch.body import received
from app.ingest.fetch.network import PublicNetwork
from app.ingest.limits import CONNECT_SECONDS, FETCH_SECONDS, MAX_REDIRECTS, MAX_URL
from app.ingest.problem import Problem, Unreadable

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = [
    (b"User-Agent", b"Isnad/0.1 (reads one page at a person's request)"),
    (b"Accept", b"text/html, application/xhtml+xml, application/pdf, application/rss+xml, text/plain, */*;q=0.5"),
    (b"Accept-Encoding", b"gzip"),
    (b"Accept-Language", b"ar, en;q=0.9"),
]
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response: `url` after all redirects, `media_type` and `charset` as the server named them (lower case)."""

    url: str
    content: bytes
    media_type: str
    charset: str | None


async def fetch(
    url: str, network: httpcore.AsyncNetworkBackend | None = None, seconds: float = FETCH_SECONDS
) -> Fetched:
    """Fetch a document from the web. `network` decides what may be connected to; by default public addresses.

    Raises `Unreadable`: `forbidden_address`, `no_such_place`, `unreachable`, `too_many_redirects`,
    `answered_with_error`, `too_slow`, `too_large`, `damaged`, `unknown_kind`.
    """
    try:
        with anyio.fail_after(seconds):
            async with httpcore.AsyncConnectionPool(network_backend=network or PublicNetwork()) as pool:
                return await _follow(pool, url)
    except (TimeoutError, httpcore.TimeoutException):
        raise Unreadable(Problem.TOO_SLOW, f"The server did not answer in full within {seconds:g} seconds.") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise Unreadable(Problem.UNREACHABLE, f"The server could not be reached ({type(error).__name__}).") from None


async def _follow(pool: httpcore.AsyncConnectionPool, url: str) -> Fetched:
    for _ in range(MAX_REDIRECTS + 1):
        checked = _checked(url)
        request = httpcore.Request(
            "GET",
            str(checked),
            headers=[(b"Host", checked.netloc), *_HEADERS],
            extensions={"timeout": {"connect": CONNECT_SECONDS}},
        )
        response = await pool.handle_async_request(request)
        try:
            headers = httpx.Headers(response.headers)
            if response.status in _REDIRECTS and "location" in headers:
                url = _joined(url, headers["location"])
                continue
            if response.status != HTTPStatus.OK:
                raise Unreadable(Problem.ANSWERED_WITH_ERROR, f"The server answered {response.status}.")
            encoding = headers.get("content-encoding", "").strip().lower()
            content = await received(response.aiter_stream(), encoding)
            kind = headers.get("content-type", "")[:200]
            charset = _CHARSET.search(kind)
            media_type = kind.partition(";")[0].strip().lower()
            return Fetched(url, content, media_type, charset[1].lower() if charset else None)
        finally:
            await response.aclose()
    raise Unreadable(Problem.TOO_MANY_REDIRECTS, f"The server redirects more than {MAX_REDIRECTS} times.")


def _checked(url: str) -> httpx.URL:
    """Return `url` as it goes over the wire. Raises `Unreadable` unless it is a plain address of the web."""
    refusal = Unreadable(Problem.FORBIDDEN_ADDRESS, "Only addresses that begin with http:// or https:// are fetched.")
    if len(url) > MAX_URL:
        raise refusal
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise refusal from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise refusal
    if parsed.userinfo:
        raise Unreadable(Problem.FORBIDDEN_ADDRESS, "Addresses with a name and password in them are not fetched.")
    return parsed.copy_with(fragment=None)


def _joined(url: str, location: str) -> str:
    try:
        joined = urljoin(url, location)
        urlsplit(joined)
    except ValueError:
        raise Unreadable(Problem.DAMAGED, "The server redirects to something that is no address.") from None
    return joined
