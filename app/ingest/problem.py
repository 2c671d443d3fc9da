"""Why a document could not be taken in: a word for programs, a sentence for people."""

from __future__ import annotations

from enum import StrEnum

from app.errors import IsnadError


class Problem(StrEnum):
    """What stands between a source and its text. The values are part of the API."""

    NO_SUCH_PLACE = "no_such_place"
    FORBIDDEN_ADDRESS = "forbidden_address"
    UNREACHABLE = "unreachable"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ANSWERED_WITH_ERROR = "answered_with_error"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    TOO_COSTLY = "too_costly"
    TOO_DEEP = "too_deep"
    UNKNOWN_KIND = "unknown_kind"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NEEDS_OCR = "needs_ocr"
    NO_ARTICLE = "no_article"
    NOT_TEXT = "not_text"


class Unreadable(IsnadError):  # noqa: N818 - it names what the document is
    """A document that could not be taken in. `problem` says why for programs, the message for people."""

    status = 422

    def __init__(self, problem: Problem, message: str) -> None:
        super().__init__(message)
        self.problem = problem
        self.code = problem.value  # type: ignore[misc]  # of this refusal, not of the class
