"""What a request's endpoint asks of its sender: attached where `create_app` puts a router in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.errors import KeyNeeded, NotAllowed
from app.security.scope import Scope
from app.security.visitors import visitor_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

# Here for the API's description alone: `Visitors` has read the key by now.
_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="A key, as `isnad keys make` prints it.")


def needs(reading: Scope, changing: Scope) -> Sequence[Any]:
    """Return the dependencies of a router that takes `reading` to look at and `changing` for every other method.

    Whoever has no key at all gets `KeyNeeded`, whoever has one that lets them do other things `NotAllowed`.
    """

    async def check(
        request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)] = None
    ) -> None:
        visitor = visitor_of(request)
        needed = reading if request.method in SAFE else changing
        if not visitor.scopes:
            raise KeyNeeded(visitor.refusal)
        if needed not in visitor.scopes:
            raise NotAllowed(f"This key does not have the scope `{needed}`.")

    return [Depends(check)]
