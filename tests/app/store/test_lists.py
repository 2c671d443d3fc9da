"""Lists of records as they stand: every filter against the records themselves, every order, and pages that hold each
record once while others come. Each question is asked in both ways of finding a page, however few the records are."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from app.db import Database
from app.errors import BadCursor
from app.store import attributions, decisions, documents, finding, queue
from app.store.attributions import Attributed
from app.store.decisions import Action, Change, State, Verdict
from app.store.export import records_in_json
from app.store.filters import AttributionFilter
from app.store.listing import Status
from app.store.order import Order
from app.store.queue import QueueFilter
from nlp.types import (
    LEVEL_OF_DETAIL,
    Act,
    Attribution,
    DocumentRecord,
    EntityKind,
    Language,
    Level,
    SourcingDetail,
    SpeakerKind,
    Type,
)
from tests.app.samples import Said, record_of

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = [None, *(FIRST_DAY + timedelta(days=day) for day in (0, 3, 3, 9))]
PUBLISHERS = [None, "Tolan Courier", "بريد طولان"]
SPEAKERS = [None, "Rami Haddad", "Dana Saad", "وزير النقل"]


def sample(number: int) -> tuple[DocumentRecord, str]:
    """Return a document of three records, unlike the others in what it can be narrowed by."""
    text = f"Story {number}. One said the bridge opens. Two told them the tolls rise. Three denied that lorries wait."
    details = list(SourcingDetail)
    said = [
        Said(
            cue,
            content,
            source=source,
            speaker=SPEAKERS[(number + place) % len(SPEAKERS)],
            kind=list(SpeakerKind)[(number * 2 + place) % len(SpeakerKind)],
            detail=(detail := details[(number + 3 * place) % len(details)]),
            level=LEVEL_OF_DETAIL[detail],
            type=list(Type)[(number + place) % 3],
            act=list(Act)[(number * place) % 3],
            via="them" if place == 1 else None,
            about=[("bridge", EntityKind.PLACE)] if place == 0 else [],
        )
        for place, (cue, content, source) in enumerate(
            [
                ("said", "the bridge opens", "One"),
                ("told", "the tolls rise", "Two"),
                ("denied", "lorries wait", "Three"),
            ]
        )
    ]
    record = record_of(
        text,
        *said,
        language=list(Language)[number % 2],
        publisher=PUBLISHERS[number % len(PUBLISHERS)],
        published_at=DAYS[number % len(DAYS)],
    )
    found = [
        one.model_copy(update={"confidence": ((number * 3 + place) % 5) / 4})
        for place, one in enumerate(record.attributions)
    ]
    return record.model_copy(update={"attributions": found}), text


@pytest.fixture(params=[(3, 0), (3, 8), (3, 20_000), (5_000, 20_000)])
def lists(database: Database, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Database:
    """A database with twelve documents and what reviewers decided, asked in small steps and in large ones."""
    walked, walked_on = request.param
    monkeypatch.setattr(finding, "WALKED", walked)
    monkeypatch.setattr(finding, "WALKED_ON", walked_on)
    monkeypatch.setattr(finding, "STRETCH", 1)
    monkeypatch.setattr(finding, "GATHERED_BY_RANGE", walked)
    for number in range(12):
        documents.save(database, *sample(number))
    for number, state in enumerate((Verdict.ACCEPTED, Verdict.REJECTED, Verdict.UNSURE, Verdict.OPEN)):
        one = sample(number)[0].attributions[0]
        changed = one.model_copy(update={"level": Level.OUTLET, "act": Act.BELIEF}) if number % 2 else None
        decide(database, one, State(verdict=state, corrected=changed))
    missed = one.model_copy(update={"id": f"{sample(5)[0].document.id}-missed", "confidence": 1.0})
    decide(database, missed, State(corrected=missed), Action.ADD, sample(5)[0].document.id)
    return database


def decide(
    database: Database, one: Attribution, state: State, action: Action = Action.VERDICT, document: str | None = None
) -> decisions.Decision:
    document = document or one.id.split("-")[0]
    revision = len(decisions.history(database, one.id))
    return decisions.decide(database, document, Change(one.id, revision, state), action, "Huda")


def read(
    database: Database, filters: AttributionFilter, order: Order = Order.DOCUMENT, limit: int = 500
) -> Iterator[Attributed]:
    """Give the items of every page."""
    cursor = None
    while True:
        page = attributions.page(database, filters, limit, cursor, order)
        assert len(page.items) <= limit
        assert page.next_cursor is None or len(page.items) == limit
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def key_of(order: Order) -> Callable[[Attributed], Any]:
    """Return the key by which items are in this order, apart from ties."""
    match order.value.lstrip("-"):
        case "confidence":
            return lambda item: item.attribution.confidence
        case "published_at":
            return lambda item: item.document.published_at or datetime.min.replace(tzinfo=UTC)
        case _:
            return lambda _: 0


def status_of(item: Attributed) -> Status:
    if item.record.verdict is not Verdict.OPEN:
        return Status(item.record.verdict.value)
    return Status.CORRECTED if item.attribution != item.record.machine else Status.UNREVIEWED


def passes(item: Attributed, asked: AttributionFilter) -> bool:
    """Tell from a record itself whether it passes."""
    one, document, published = item.attribution, item.document, item.document.published_at
    words = f"{one.cue.text} {' '.join(span.text for span in one.content)} {one.source and one.source.text}"
    name = one.speaker.name if one.speaker else ""
    return all(
        (
            asked.q is None or asked.q in f"{words} {name} {one.via and one.via.text}",
            asked.speaker is None or asked.speaker in f"{name} {one.source and one.source.text}",
            asked.speaker_id is None or (one.speaker is not None and one.speaker.id == asked.speaker_id),
            asked.via is None or (one.via is not None and asked.via in one.via.text),
            asked.about is None or any(asked.about in mention.text for mention in one.about),
            not asked.speaker_kind or (one.speaker is not None and one.speaker.kind in asked.speaker_kind),
            not asked.level or one.level in asked.level,
            not asked.sourcing or one.sourcing.detail in asked.sourcing,
            not asked.act or one.act in asked.act,
            not asked.type or one.type in asked.type,
            not asked.status or status_of(item) in asked.status,
            asked.corrected is None or asked.corrected == (one != item.record.machine),
            asked.confidence_min is None or one.confidence >= asked.confidence_min,
            asked.confidence_max is None or one.confidence <= asked.confidence_max,
            asked.language is None or document.language is asked.language,
            asked.publisher is None or document.publisher == asked.publisher,
            asked.published_from is None or (published is not None and published >= asked.published_from),
            asked.published_to is None or (published is not None and published < asked.published_to),
            asked.document is None or document.id == asked.document,
        )
    )


def some_of(values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.just([]), st.lists(st.sampled_from(list(values)), max_size=2, unique=True))


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.none(), st.sampled_from(values))


FIRST = sample(1)[0]
QUESTIONS = st.builds(
    AttributionFilter,
    q=maybe("bridge", "the", "lorries", "them", "nowhere"),
    speaker=maybe("Haddad", "Dana", "Two"),
    speaker_id=maybe(FIRST.attributions[0].speaker.id if FIRST.attributions[0].speaker else "", "nobody"),
    via=maybe("them"),
    about=maybe("bridge"),
    speaker_kind=some_of(SpeakerKind),
    level=some_of(Level),
    sourcing=some_of(SourcingDetail),
    act=some_of(Act),
    type=some_of(Type),
    status=some_of(Status),
    corrected=maybe(True, False),
    confidence_min=maybe(0.0, 0.5, 1.0),
    confidence_max=maybe(0.25, 1.0),
    language=maybe(*Language),
    publisher=maybe(*PUBLISHERS[1:], "Nobody's"),
    published_from=maybe(FIRST_DAY, FIRST_DAY + timedelta(days=3, hours=1)),
    published_to=maybe(FIRST_DAY, FIRST_DAY + timedelta(days=3)),
    document=maybe(FIRST.document.id, "unheard-of"),
)
EVERYTHING = AttributionFilter()
thoroughly = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@thoroughly
@given(asked=QUESTIONS, order=st.sampled_from(Order), limit=st.integers(1, 20))
def test_every_filter_and_order_against_the_records_themselves(
    lists: Database, asked: AttributionFilter, order: Order, limit: int
) -> None:
    everything = list(read(lists, EVERYTHING))
    assert len(everything) == 37
    expected = [item for item in everything if passes(item, asked)]
    if order.descending:
        expected.reverse()
    expected.sort(key=key_of(order), reverse=order.descending)
    assert list(read(lists, asked, order, limit)) == expected


@thoroughly
@given(asked=QUESTIONS)
def test_an_export_holds_what_the_list_holds(lists: Database, asked: AttributionFilter) -> None:
    with closing(records_in_json(lists, asked)) as rows:
        exported = [Attribution.model_validate_json(row.attribution) for row in rows if row.attribution]
    assert exported == [item.attribution for item in read(lists, asked)]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("asked", [EVERYTHING, AttributionFilter(q="bridge")], ids=["all", "bridge"])
def test_pages_hold_each_record_once_while_others_come_and_go(
    lists: Database, order: Order, asked: AttributionFilter
) -> None:
    before = {item.attribution.id for item in read(lists, asked, order)}
    gone = sample(7)[0]
    seen: list[str] = []
    coming = itertools.count(100)
    for place, item in enumerate(read(lists, asked, order, limit=4)):
        seen.append(item.attribution.id)
        if place % 4 == 1:
            documents.save(lists, *sample(next(coming)))
        if place == 5:
            documents.delete(lists, gone.document.id)
    assert len(seen) == len(set(seen))
    assert before - {one.id for one in gone.attributions} <= set(seen)


def test_filters_follow_a_correction_and_its_undoing(lists: Database) -> None:
    one = sample(9)[0].attributions[1]
    speaker = one.speaker
    assert speaker is None or speaker.name != "Lina Aoun"
    wanted = one.model_copy(
        update={
            "level": Level.ANONYMOUS,
            "sourcing": one.sourcing.model_copy(update={"detail": SourcingDetail.UNNAMED_BARE}),
            "speaker": sample(9)[0].attributions[0].speaker,
            "content": one.content[:0],
            "act": Act.NO_COMMENT,
        }
    )
    questions = [
        AttributionFilter(document=one.id.split("-")[0], **narrowed)
        for narrowed in (
            {"act": [Act.NO_COMMENT]},
            {"level": [Level.ANONYMOUS], "sourcing": [SourcingDetail.UNNAMED_BARE]},
            {"status": [Status.CORRECTED]},
            {"corrected": True},
        )
    ]
    assert [list(read(lists, asked)) for asked in questions] == [[]] * 4
    assert len(list(read(lists, AttributionFilter(document=one.id.split("-")[0], q="tolls")))) == 1
    decision = decide(lists, one, State(corrected=wanted), Action.CORRECT)
    for asked in questions:
        (item,) = read(lists, asked)
        assert (item.attribution, item.record.machine) == (wanted, one)
    assert list(read(lists, AttributionFilter(document=one.id.split("-")[0], q="tolls"))) == []
    decisions.undo(lists, decision.number, "Omar")
    assert [list(read(lists, asked)) for asked in questions] == [[]] * 4
    assert len(list(read(lists, AttributionFilter(document=one.id.split("-")[0], q="tolls")))) == 1


def test_an_added_record_is_listed_until_it_is_taken_back(lists: Database) -> None:
    document = sample(8)[0].document.id
    missed = sample(8)[0].attributions[0].model_copy(update={"id": f"{document}-missed"})
    added = decide(lists, missed, State(corrected=missed), Action.ADD)
    of_document = AttributionFilter(document=document)
    assert [item.attribution.id for item in read(lists, of_document)][3:] == [missed.id]
    assert attributions.get(lists, missed.id).record.machine is None
    decisions.undo(lists, added.number, "Huda")
    assert len(list(read(lists, of_document))) == 3


@pytest.mark.parametrize("order", Order)
def test_a_cursor_is_good_for_its_own_order_only(lists: Database, order: Order) -> None:
    cursor = attributions.page(lists, EVERYTHING, 3, None, order).next_cursor
    assert cursor is not None
    for other in set(Order) - {order}:
        with pytest.raises(BadCursor):
            attributions.page(lists, EVERYTHING, 3, cursor, other)


@pytest.mark.parametrize("cursor", ["", "x", "A" * 23, "_" * 23, "é" * 23, "BH_4AAAAAAAAAAAAAAAAAAE", "A A" + "A" * 20])
@pytest.mark.parametrize("order", Order)
def test_a_cursor_that_was_never_given_is_refused(database: Database, cursor: str, order: Order) -> None:
    with pytest.raises(BadCursor):
        attributions.page(database, EVERYTHING, 3, cursor, order)


@thoroughly
@given(limit=st.integers(1, 40), verdicts=some_of(Verdict), asked=some_of(Level))
def test_the_queue_has_what_is_not_settled_least_certain_first(
    lists: Database, limit: int, verdicts: list[Verdict], asked: list[Level]
) -> None:
    wanted = verdicts or [Verdict.OPEN, Verdict.UNSURE]
    expected = [item for item in read(lists, AttributionFilter(level=asked)) if item.record.verdict in wanted]
    expected.sort(key=key_of(Order.CONFIDENCE))
    seen: list[Attributed] = []
    cursor = None
    while True:
        page = queue.page(lists, QueueFilter(verdict=verdicts, level=asked), limit, cursor)
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == expected


@pytest.mark.parametrize(("order", "unsettled"), [*((order, False) for order in Order), (Order.CONFIDENCE, True)])
def test_a_page_is_read_from_the_index_that_has_its_order(database: Database, order: Order, unsettled: bool) -> None:
    """As SQLite explains it; PostgreSQL chooses by what it knows of a full table, and `make bench-store` measures."""
    if database.engine.dialect.name != "sqlite":
        pytest.skip("its planner goes by statistics of full tables")
    seen: list[str] = []

    def explain(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "FROM listed" in statement and "EXPLAIN" not in statement:
            seen.append(" / ".join(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)))

    asked = AttributionFilter(level=[Level.NAMED], q="bridge")
    documents.save(database, *sample(0))
    event.listen(database.engine, "before_cursor_execute", explain)
    place = attributions.page(database, EVERYTHING, 1, None, order, unsettled=unsettled).next_cursor
    attributions.page(database, asked, 2, place, order, unsettled=unsettled)
    index = {"confidence": "ix_listed_confidence", "published_at": "ix_listed_published"}.get(order.value.lstrip("-"))
    if unsettled and index == "ix_listed_confidence":
        index = "ix_listed_unsettled"
    wanted = f"USING COVERING INDEX {index}" if index else "listed"
    walks = [plan for plan in seen if plan.startswith("CO-ROUTINE")]
    assert walks
    for plan in walks:
        inner, _, _ = plan.removeprefix("CO-ROUTINE ").partition(" / SCAN anon")
        assert wanted in inner
        assert "TEMP B-TREE" not in inner
