"""Speakers across documents in the store: linked as documents come, gone as they go, one for all whatever the order."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func
from sqlmodel import col, select

from app.db import Database
from app.models import (
    EntityLinkRow,
    LinkedSpeakerRow,
    SpeakerKeyRow,
    SpeakerLinkRow,
    SpeakerMergeRow,
    SpeakerNameRow,
)
from app.store import documents, migrate
from nlp.types import DocumentRecord, EntityKind, Language, Level, SourcingDetail, SpeakerKind
from tests.app.samples import Said, record_of

TABLES = (SpeakerNameRow, SpeakerKeyRow, LinkedSpeakerRow, SpeakerMergeRow, SpeakerLinkRow, EntityLinkRow)


def saying(
    name: str,
    number: int = 0,
    *,
    kind: SpeakerKind = SpeakerKind.PERSON,
    level: Level = Level.NAMED,
    role: str | None = None,
    about: Iterable[str] = (),
    day: int = 1,
    more: str = "",
) -> tuple[DocumentRecord, str]:
    """A document in which somebody says something."""
    arabic = any("ء" <= letter <= "ي" for letter in name)
    beside = f" {role}" if role else ""
    spoken = " ".join(about)
    text = (
        f"قال {name}{beside} إن الطريق {number} {spoken} مفتوح"
        if arabic
        else f"{name}{beside} said {number} {spoken} no"
    )
    text += more
    said = Said(
        "قال" if arabic else "said",
        str(number),
        source=name,
        speaker=name,
        kind=kind,
        level=level,
        detail=SourcingDetail.NAMED_PERSON if level is Level.NAMED else SourcingDetail.UNNAMED_DESCRIBED,
        role=role,
        about=[(one, EntityKind.PLACE) for one in about],
    )
    language = Language.ARABIC if arabic else Language.ENGLISH
    return record_of(text, said, language=language, published_at=datetime(2026, 3, day, tzinfo=UTC)), text


def keep(database: Database, *said: tuple[DocumentRecord, str]) -> None:
    for record, text in said:
        assert documents.save(database, record, text).new


def speakers(database: Database) -> dict[str, int]:
    """The speakers with their numbers of records."""
    with database.reading() as session:
        rows = session.exec(select(LinkedSpeakerRow).where(col(LinkedSpeakerRow.records) > 0))
        return {row.name: row.records for row in rows}


def counted(database: Database) -> list[int]:
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


KHAZALI = ("قيس الخزعلي", "Qais al-Khazali", "الشيخ قيس الخزعلي", "Qays Khazali")


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_one_speaker_in_any_order(database: Database, order: tuple[int, ...]) -> None:
    keep(database, *(saying(KHAZALI[at], at) for at in order))
    assert list(speakers(database).values()) == [4]


def test_a_spelling_is_one_name_and_another_is_joined_by_a_row(database: Database) -> None:
    keep(database, *(saying(name, at) for at, name in enumerate(KHAZALI)), saying("قيس الخزعلي", 9, day=5))
    with database.reading() as session:
        names = session.exec(select(SpeakerNameRow).order_by(col(SpeakerNameRow.number))).all()
        merges = session.exec(select(SpeakerMergeRow)).all()
        (speaker,) = session.exec(select(LinkedSpeakerRow)).all()
    assert [(name.name, name.named) for name in names] == [
        ("قيس الخزعلي", 3),
        ("Qais al-Khazali", 1),
        ("Qays Khazali", 1),
    ]
    assert all(merge.decided_by is None and merge.judgement == "same" for merge in merges)
    assert (speaker.id, speaker.name, speaker.records) == (names[0].id, "قيس الخزعلي", 5)
    assert (speaker.first_seen.day, speaker.last_seen.day) == (1, 5)


def test_who_is_not_the_same_stays_apart(database: Database) -> None:
    keep(
        database,
        saying("محمد بن سلمان", 1),
        saying("محمد بن نايف", 2),
        saying("خالد العطية", 3, role="وزير الخارجية القطري"),
        saying("خالد العطية", 4, role="نائب رئيس البرلمان العراقي"),
        saying("الخزعلي", 5),
        saying("الخزعلي", 6),
        saying("قيس الخزعلي", 7),
        saying("الشركة", 8, kind=SpeakerKind.ORGANIZATION),
        saying("الشركة", 9, kind=SpeakerKind.ORGANIZATION),
    )
    with database.reading() as session:
        assert len(session.exec(select(LinkedSpeakerRow)).all()) == 9


def test_a_family_name_joins_by_its_office(database: Database) -> None:
    keep(
        database,
        saying("حسن روحاني", 1, role="الرئيس الإيراني"),
        saying("روحاني", 2, role="الرئيس الإيراني"),
        saying("روحاني", 3),
    )
    assert sorted(speakers(database).values()) == [1, 2]


def test_one_name_between_two_people_joins_neither(database: Database) -> None:
    keep(database, saying("George W. Bush", 1), saying("George H.W. Bush", 2), saying("George Bush", 3))
    assert sorted(speakers(database).values()) == [1, 1, 1]


def test_anonymous_sources_are_never_linked(database: Database) -> None:
    keep(database, saying("قيس الخزعلي", 1, level=Level.ANONYMOUS), saying("a commander", 2, level=Level.ANONYMOUS))
    assert counted(database) == [0] * len(TABLES)


def test_bodies_and_places_that_speak(database: Database) -> None:
    keep(
        database,
        saying("وزارة الخارجية الإيرانية", 1, kind=SpeakerKind.ORGANIZATION),
        saying("Iran's foreign ministry", 2, kind=SpeakerKind.ORGANIZATION),
        saying("Reuters", 3, kind=SpeakerKind.OUTLET, level=Level.OUTLET, about=["Iran"]),
        saying("وكالة رويترز", 4, kind=SpeakerKind.OUTLET, level=Level.OUTLET, about=["إيران"]),
        saying("إيران", 5, kind=SpeakerKind.ORGANIZATION),
    )
    assert sorted(speakers(database).values()) == [1, 2, 2]
    with database.reading() as session:
        iran = session.exec(select(SpeakerNameRow).where(col(SpeakerNameRow.identity) == "state IR")).one()
        about = session.exec(select(EntityLinkRow).where(col(EntityLinkRow.name_number) == iran.number)).all()
    assert len(about) == 2
    assert iran.kind == "organization"


def test_nothing_is_left_of_a_document_that_goes(database: Database) -> None:
    kept = [
        saying(name, at, about=["Iraq" if "Q" in name else "العراق"], day=at + 1) for at, name in enumerate(KHAZALI)
    ]
    keep(database, *kept)
    before = counted(database)
    extra = [saying("Rami Haddad", 5, about=["Tolan"]), saying("قيس الخزعلي", 6, day=20)]
    keep(database, *extra)
    for record, _ in extra:
        documents.delete(database, record.document.id)
    assert counted(database) == before
    with database.reading() as session:
        (speaker,) = session.exec(select(LinkedSpeakerRow).where(col(LinkedSpeakerRow.records) > 0)).all()
    assert (speaker.records, speaker.last_seen.day) == (4, 4)
    for record, _ in kept:
        documents.delete(database, record.document.id)
    assert counted(database) == [0] * len(TABLES)


def test_the_first_name_goes_and_the_speaker_stays(database: Database) -> None:
    kept = [saying(name, at) for at, name in enumerate(KHAZALI[:2])]
    keep(database, *kept)
    documents.delete(database, kept[0][0].document.id)
    assert speakers(database) == {"Qais al-Khazali": 1}
    with database.reading() as session:
        (speaker,) = session.exec(select(LinkedSpeakerRow)).all()
        (name,) = session.exec(select(SpeakerNameRow)).all()
    assert (speaker.number, speaker.id) == (name.number, name.id)


def test_documents_from_before_are_linked_by_migrating(database: Database) -> None:
    kept = [saying(name, at, about=["Iraq" if "Q" in name else "العراق"]) for at, name in enumerate(KHAZALI)]
    keep(database, *kept, saying("a commander", 9, level=Level.ANONYMOUS))
    before = counted(database)
    with database.writing() as session:
        session.exec(delete(SpeakerNameRow))
        session.exec(delete(LinkedSpeakerRow))
    assert counted(database) == [0] * len(TABLES)
    for _ in range(2):
        migrate.upgrade(database)
        assert counted(database) == before
        assert list(speakers(database).values()) == [4]


def test_a_new_name_from_many_at_once_is_one_speaker(database: Database) -> None:
    said = [saying("Tadeo Ruul" if at % 2 else "سامر الحداد", at) for at in range(8)]
    failed: list[BaseException] = []
    ready = threading.Barrier(len(said))

    def store(record: DocumentRecord, text: str) -> None:
        try:
            ready.wait()
            documents.save(database, record, text)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=store, args=one) for one in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert speakers(database) == {"Tadeo Ruul": 4, "سامر الحداد": 4}
    with database.reading() as session:
        assert len(session.exec(select(SpeakerNameRow)).all()) == 2


def test_a_speaker_in_a_thousand_documents_costs_no_more(database: Database) -> None:
    """What a document costs to link does not grow with the documents before it: the statements stay as many."""
    from sqlalchemy import event

    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    counts = []
    for number in range(40):
        statements.clear()
        keep(database, saying("Rami Haddad", number), saying("سليم الجبوري", 100 + number))
        counts.append(len(statements))
    event.remove(database.engine, "before_cursor_execute", note)
    assert max(counts[1:]) <= counts[1] + 2
