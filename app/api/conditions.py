"""Conditional requests (RFC 9110, section 13): what is known is not sent again, what has changed not overwritten.

An entity tag is a digest of all that the resource shows and of the decisions about it, and of the form it is shown in:
a count of decisions alone would miss a text that a newer engine has read again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Annotated, Final

from fastapi import Header, Response

from app.errors import ChangedMeanwhile

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_DIGITS: Final = 24

IfMatch = Annotated[
    str | None, Header(description="The `ETag` as it was read: if that has changed since, nothing is done (412).")
]
IfNoneMatch = Annotated[
    str | None, Header(description="An `ETag` that is known already: if it is still right, nothing is sent (304).")
]


def entity_tag(*parts: str) -> str:
    """Return a strong entity tag for what these parts tell apart."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return f'"{digest.hexdigest()[:_DIGITS]}"'


def check_match(if_match: str | None, tags: Iterable[str]) -> None:
    """Raise `ChangedMeanwhile` unless the header names one of the tags that the resource has now, or is not there."""
    if if_match is None or if_match.strip() == "*":
        return
    # A weak tag never matches here (strong comparison), so those are left out.
    named = {match[1] for match in _TAG.finditer(if_match) if not match[0].startswith("W/")}
    if named.isdisjoint(tags):
        raise ChangedMeanwhile("This has changed since it was read: read it again and decide anew.")


def is_known(if_none_match: str | None, tag: str) -> bool:
    """Tell whether the header names `tag`, so that the client has what it would be sent."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or any(match[1] == tag for match in _TAG.finditer(if_none_match))


def not_modified(headers: dict[str, str]) -> Response:
    """Return the answer to whoever has it already: the headers that 200 would have had, and nothing else."""
    return Response(status_code=304, headers=headers)
