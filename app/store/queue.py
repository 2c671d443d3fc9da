"""What waits for a reviewer: the records that the engine is least certain of come first."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from app.db import Database
from app.store import attributions
from app.store.attributions import Attributed
from app.store.cursor import Page
from app.store.decisions import Verdict
from app.store.filters import AttributionFilter
from app.store.listing import Status
from app.store.order import Order

_STATUSES = {
    Verdict.OPEN: (Status.UNREVIEWED, Status.CORRECTED),
    Verdict.ACCEPTED: (Status.ACCEPTED,),
    Verdict.REJECTED: (Status.REJECTED,),
    Verdict.UNSURE: (Status.UNSURE,),
}

_UNSETTLED = [Verdict.OPEN, Verdict.UNSURE]


class QueueFilter(AttributionFilter):
    """What the queue can be narrowed to: as every list of attributions, and by verdict."""

    verdict: list[Verdict] = Field(default=[], description="Where the record stands; by default open and unsure.")

    @model_validator(mode="after")
    def _by_one_of_two(self) -> Self:
        if self.verdict and self.status:
            raise ValueError("`verdict` and `status` ask the same; give one of them")
        return self

    @property
    def statuses(self) -> list[Status]:
        """Where the records stand that are asked for: without a word about it, unsettled."""
        asked = self.verdict or ([] if self.status else _UNSETTLED)
        return [*self.status, *(status for verdict in asked for status in _STATUSES[verdict])]


def page(database: Database, filters: QueueFilter, limit: int, cursor: str | None = None) -> Page[Attributed]:
    """Return the next `limit` records after `cursor` that `filters` let through, the least certain first.

    What a reviewer has added is certain, and comes last. Raises `BadCursor` and `NothingToSearch`.
    """
    if filters.verdict:
        filters = filters.model_copy(update={"status": filters.statuses})
    return attributions.page(database, filters, limit, cursor, Order.CONFIDENCE, unsettled=not filters.status)
