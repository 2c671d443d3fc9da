"""Requests of the machine's own user: those that may pass while nobody has made a key."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

# What a proxy adds. It stands on this machine and asks for others.
_OF_PROXIES: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def is_own_machine(scope: Scope) -> bool:
    """Tell whether a request comes from this machine, asks for it by a name of its own, and through nobody.

    The name matters: a page somewhere else can have its own name lead here (DNS rebinding), and its scripts would then
    read what we answer. Their requests still carry that page's name as the host.
    """
    headers = Headers(scope=scope)
    client = scope.get("client")
    if client is None or not is_loopback(client[0]) or any(name in headers for name in _OF_PROXIES):
        return False
    try:
        host = urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return False
    return host is not None and is_loopback(host)


def is_loopback(host: str) -> bool:
    """Tell whether a host's name or address can only be this machine. Other names are not looked up."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
