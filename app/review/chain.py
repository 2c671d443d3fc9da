"""How words reached the reader: who said them, to whom or through what, who passed them on, and this document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.store.decisions import Verdict
from app.store.reviewed import Reviewed, ReviewedDocument

# Records within records: nobody passes on what so many passed on; a reviewer's corrections could close a circle.
_LONGEST = 8


class Role(StrEnum):
    """What a link of the chain does."""

    SPEAKER = "speaker"
    VIA = "via"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: a speaker with the words that report them and their record, what they were told through, or the
    document, by its publisher. `name` is null where nobody is named."""

    role: Role
    name: str | None
    level: str = "named"
    cue: str | None = None
    record: str | None = None


def chain_of(page: ReviewedDocument, record: Reviewed) -> list[Link]:
    """Return the links from whoever said the words of `record` to the document, the speaker first."""
    return [*_tellers(page, record), Link(Role.DOCUMENT, page.document.publisher)]


def _tellers(page: ReviewedDocument, record: Reviewed) -> Iterator[Link]:
    at: Reviewed | None = record
    for _ in range(_LONGEST):
        if at is None:
            return
        found = at.attribution
        # A record that was rejected is no attribution: nobody passed anything on there.
        if at is record or at.verdict is not Verdict.REJECTED:
            speaker = found.speaker.name if found.speaker else None
            yield Link(Role.SPEAKER, speaker, found.level.value, " ".join(found.cue.text.split()), found.id)
            if found.via:
                yield Link(Role.VIA, " ".join(found.via.text.split()))
        at = page.find(found.parent)
