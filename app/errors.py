"""What the service can refuse to do, and why.

    IsnadError
    ├── KeyNeeded           401  nobody knows who is asking
    ├── NotAllowed          403  whoever is asking may do other things, but not this
    ├── FromAnotherSite     403  a page of another site had a browser ask for it
    ├── NotFound            404  there is no such document, attribution or job
    ├── NotAcceptable       406  it exists, but in none of the forms that the client takes
    ├── InvalidRequest      422  the request can be read, but asks for something that makes no sense
    │   ├── BadCursor            a paging cursor that this service never gave
    │   ├── KeyReused            an Idempotency-Key that belongs to another request
    │   ├── NothingToSearch      a question without a single word, or with too many
    │   └── NotInText            words that are to be part of a record do not stand in its document
    ├── ChangedMeanwhile    412  somebody else has changed the record since it was read
    ├── UnderWay            409  the same request, by its Idempotency-Key, is still being answered
    ├── NotFailed           409  only what has failed can be tried again
    ├── NotHere             409  what is to be tried again was never had
    ├── ConditionNeeded     428  a change must say what it is a change of
    ├── TooManyRequests     429  more in a minute than anybody is given
    ├── Busy                503  too much of this work is under way; come back later
    ├── NotReady            503  something that the service stands on is not there
    └── RecordDoesNotFit    500  a record whose spans are not in its text: a defect of the engine, never stored

A text that the engine refuses is `nlp.errors.RefusedText`. `app.api.problems` turns each into a problem document.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar


class IsnadError(Exception):
    """Something was refused. The message is one sentence for whoever asked, and tells nothing of the inside."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    headers: Mapping[str, str] = MappingProxyType({})


class KeyNeeded(IsnadError):  # noqa: N818
    """Nobody knows who is asking (RFC 6750)."""

    status = 401
    code = "key_needed"
    headers = MappingProxyType({"WWW-Authenticate": 'Bearer realm="Isnad"'})


class NotAllowed(IsnadError):  # noqa: N818
    """Whoever is asking may do other things, but not this (RFC 6750)."""

    status = 403
    code = "not_allowed"
    headers = MappingProxyType({"WWW-Authenticate": 'Bearer realm="Isnad", error="insufficient_scope"'})


class FromAnotherSite(IsnadError):  # noqa: N818
    """A page of another site had a browser ask for it."""

    status = 403
    code = "from_another_site"


class NotFound(IsnadError):  # noqa: N818
    """There is no such document or attribution."""

    status = 404
    code = "not_found"


class NotAcceptable(IsnadError):  # noqa: N818
    """What is asked for exists, but in none of the forms that the client takes; the message names those it has."""

    status = 406
    code = "not_acceptable"


class InvalidRequest(IsnadError):  # noqa: N818
    """The request can be read, but asks for something that makes no sense."""

    status = 422
    code = "invalid_request"


class BadCursor(InvalidRequest):
    """A paging cursor that this service never gave."""

    code = "bad_cursor"


class KeyReused(InvalidRequest):
    """An Idempotency-Key that belongs to another request."""

    code = "idempotency_key_reused"


class NothingToSearch(InvalidRequest):
    """A question without a single word, or with too many."""

    code = "nothing_to_search"


class NotInText(InvalidRequest):
    """Words that are to be part of a record do not stand in its document."""

    code = "not_in_text"


class ChangedMeanwhile(IsnadError):  # noqa: N818
    """Somebody else has changed the record since it was read."""

    status = 412
    code = "precondition_failed"


class ConditionNeeded(IsnadError):  # noqa: N818
    """A change must say what it is a change of, or it would overwrite what its sender has not seen (RFC 6585)."""

    status = 428
    code = "precondition_required"


class UnderWay(IsnadError):  # noqa: N818
    """The same request, by its Idempotency-Key, is still being answered."""

    status = 409
    code = "under_way"
    headers = MappingProxyType({"Retry-After": "1"})


class NotFailed(IsnadError):  # noqa: N818
    """Only a job or a source that has failed can be tried again."""

    status = 409
    code = "not_failed"


class NotHere(IsnadError):  # noqa: N818
    """What is to be tried again was never had, and stands where the service does not look."""

    status = 409
    code = "not_here"


class TooManyRequests(IsnadError):  # noqa: N818
    """More in a minute than anybody is given. `headers` say how much that is and when there is more."""

    status = 429
    code = "too_many_requests"

    def __init__(self, message: str, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.headers = headers


class Busy(IsnadError):  # noqa: N818
    """Too much of this work is under way; the same request may succeed later."""

    status = 503
    code = "busy"
    headers = MappingProxyType({"Retry-After": "5"})


class NotReady(IsnadError):  # noqa: N818
    """Something that the service stands on is not there."""

    status = 503
    code = "not_ready"


class RecordDoesNotFit(IsnadError):  # noqa: N818
    """A record whose spans are not in its text: a defect of the engine. It is never stored."""

    code = "record_does_not_fit"
