"""Connections to public addresses, and to no others.

A name is looked up here, every address it has is checked, and the connection goes to the address that was checked: a
name that answers differently the next time (DNS rebinding) gains nothing. The check is at the connection, so it holds
for redirects and for every spelling of an address (decimal, hexadecimal, IPv6-mapped) alike. httpx-secure does the
same, but looks at the address only after a connection to it was made, which tells strangers which ports are open.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import anyio
from httpcore import SOCKET_OPTION, AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError

from app.ingest.limits import CONNECT_SECONDS
from app.ingest.problem import Problem, Unreadable

Address = IPv4Address | IPv6Address
Lookup = Callable[[str, int], Awaitable[list[Address]]]

_WEB_PORTS = frozenset((80, 443))
_FIRST_FREE_PORT = 1024
_TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


def is_public(address: Address) -> bool:
    """Whether `address` is one that anybody on the internet could reach, whatever it is wrapped into."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address.teredo is not None:
            inner = address.teredo[1]
        if inner is None and address in _TRANSLATED:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


async def look_up(host: str, port: int) -> list[Address]:
    """Return every address of a name. Raises `Unreadable` (`no_such_place`) if it has none."""
    try:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable(Problem.NO_SUCH_PLACE, "There is no server by this name.") from None
    return list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


class PublicNetwork(AsyncNetworkBackend):
    """httpcore's network, narrowed to what `permitted` lets through: by default public addresses, ports of the web."""

    def __init__(self, permitted: Callable[[Address, int], bool] | None = None, lookup: Lookup = look_up) -> None:
        self._permitted = permitted or _is_web
        self._lookup = lookup
        self._network = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the first address of `host` that answers. Raises `Unreadable` (`forbidden_address`) if a single
        one of its addresses is not permitted: nobody honest has such a name."""
        addresses = await self._lookup(host.strip("[]"), port)
        if not all(self._permitted(address, port) for address in addresses):
            raise Unreadable(Problem.FORBIDDEN_ADDRESS, "Only public addresses of the web are fetched.")
        failure: Exception = ConnectError("no address")
        for address in addresses:
            try:
                return await self._network.connect_tcp(
                    str(address), port, min(timeout or CONNECT_SECONDS, CONNECT_SECONDS), local_address, socket_options
                )
            except Exception as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> AsyncNetworkStream:
        """Refuse: no page is behind a socket of this machine."""
        raise Unreadable(Problem.FORBIDDEN_ADDRESS, "Only public addresses of the web are fetched.")

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore does between attempts."""
        await anyio.sleep(seconds)


def _is_web(address: Address, port: int) -> bool:
    return is_public(address) and (port in _WEB_PORTS or port >= _FIRST_FREE_PORT)
