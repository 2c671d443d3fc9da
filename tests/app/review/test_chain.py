"""The chain by which words reached the reader, the one who said them first."""

from __future__ import annotations

from app.review.chain import Role, chain_of
from app.store.decisions import Verdict
from app.store.reviewed import Reviewed, ReviewedDocument
from nlp.types import Attribution
from tests.app.samples import Said, record_of

TEXT = "The Courier said a clerk had told its reporter that the mayor had ordered the gates shut."


def page(*verdicts: Verdict) -> ReviewedDocument:
    """An order inside what a clerk told inside what a newspaper said, each with a verdict."""
    found = record_of(
        TEXT,
        Said("said", "a clerk had told its reporter that the mayor had ordered the gates shut", speaker="The Courier"),
        Said("told", "the mayor had ordered the gates shut", speaker="a clerk", via="its reporter"),
        Said("ordered", "the gates shut", speaker=None),
        publisher="Evening Post",
    )
    nested: list[Attribution] = []
    for one in found.attributions:
        nested.append(one.model_copy(update={"parent": nested[-1].id if nested else None}))
    records = [Reviewed(one, one, verdict, 0) for one, verdict in zip(nested, verdicts, strict=True)]
    return ReviewedDocument(found.document, TEXT, records)


def names(of: ReviewedDocument, place: int) -> list[tuple[Role, str | None]]:
    return [(link.role, link.name) for link in chain_of(of, of.records[place])]


def test_it_runs_from_the_one_who_said_it_to_the_document() -> None:
    document = (Role.DOCUMENT, "Evening Post")
    outer = [(Role.SPEAKER, "The Courier"), document]
    told = [(Role.SPEAKER, "a clerk"), (Role.VIA, "its reporter"), *outer]
    open_ = page(Verdict.OPEN, Verdict.ACCEPTED, Verdict.OPEN)
    assert names(open_, 0) == outer
    assert names(open_, 1) == told
    assert names(open_, 2) == [(Role.SPEAKER, None), *told]


def test_nobody_passed_on_what_was_rejected() -> None:
    rejected = page(Verdict.OPEN, Verdict.REJECTED, Verdict.OPEN)
    assert [name for _, name in names(rejected, 2)] == [None, "The Courier", "Evening Post"]


def test_a_circle_of_corrections_ends() -> None:
    turning = page(Verdict.OPEN, Verdict.OPEN, Verdict.OPEN)
    first, *others = turning.records
    inner = others[-1].attribution.id
    circle = Reviewed(first.attribution.model_copy(update={"parent": inner}), first.machine, Verdict.OPEN, 0)
    closed = ReviewedDocument(turning.document, TEXT, [circle, *others])
    assert len(chain_of(closed, circle)) < 20
