"""How much everybody may ask in a minute, so that nobody can have the service for themselves alone.

What is left is said with every answer, in the fields of draft-ietf-httpapi-ratelimit-headers-10 (IETF). Each process
counts for itself: with several, a key has as many times the limit.
"""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooManyRequests
from app.limits import ANALYSES_A_MINUTE, OWN_MACHINE_A_MINUTE, READS_A_MINUTE, STRANGERS_A_MINUTE
from app.security.visitors import Visitor

# Posting here has a text analysed; everything else is an answer from the database.
_ANALYSED: Final = re.compile(r"/v1/documents(/[^/]+/analyse)?|/v1/jobs/[^/]+/retry|/review/new")


@dataclass(frozen=True, slots=True)
class _Budget:
    name: str
    limit: RateLimitItemPerMinute

    @property
    def policy(self) -> str:
        return f'"{self.name}";q={self.limit.amount};w={self.limit.get_expiry()}'


_READING: Final = _Budget("reading", RateLimitItemPerMinute(READS_A_MINUTE))
_ANALYSING: Final = _Budget("analysing", RateLimitItemPerMinute(ANALYSES_A_MINUTE))
_STRANGERS: Final = _Budget("without-key", RateLimitItemPerMinute(STRANGERS_A_MINUTE))
_OWN_MACHINE: Final = _Budget("own-machine", RateLimitItemPerMinute(OWN_MACHINE_A_MINUTE))


class RateLimits:
    """ASGI middleware, within `Visitors`: raises `TooManyRequests` for one that is over its sender's budget."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`. Nothing is counted yet."""
        self._app = app
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        visitor: Visitor | None = scope.get("state", {}).get("visitor")
        if visitor is None:  # what is for everybody is not counted
            await self._app(scope, receive, send)
            return
        budget, whose = _budget(scope, visitor)
        allowed = await self._limiter.hit(budget.limit, budget.name, whose)
        window = await self._limiter.get_window_stats(budget.limit, budget.name, whose)
        seconds = max(1, math.ceil(window.reset_time - time.time()))
        left = f'"{budget.name}";r={window.remaining if allowed else 0};t={seconds}'
        fields = {"RateLimit-Policy": budget.policy, "RateLimit": left}
        if not allowed:
            message = f"More than {budget.limit.amount} requests in a minute. Come back in {seconds} seconds."
            raise TooManyRequests(message, {**fields, "Retry-After": str(seconds)})

        async def with_fields(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(fields)
            await send(message)

        await self._app(scope, receive, with_fields)


def _budget(scope: Scope, visitor: Visitor) -> tuple[_Budget, str]:
    """Return from what a request is taken, and whose part of it."""
    if visitor.key is not None:
        analysed = scope["method"] == "POST" and _ANALYSED.fullmatch(scope["path"]) is not None
        return _ANALYSING if analysed else _READING, visitor.key.id
    return _OWN_MACHINE if visitor.scopes else _STRANGERS, _place(scope)


def _place(scope: Scope) -> str:
    """Return the sender's address; of version 6 the part that a provider gives one customer at least (RFC 6177)."""
    host: str = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(IPv6Address(int(address) >> 72 << 72)) if isinstance(address, IPv6Address) else host
