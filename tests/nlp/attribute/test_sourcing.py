"""Sourcing, case by case: minimum functionality tests and invariances after CheckList (Ribeiro et al., ACL 2020)."""

from __future__ import annotations

from pathlib import Path
from time import thread_time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.annotate.entities import Name
from nlp.attribute.sourcing import SourcingReading, read_sourcing
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.detect.frame import Piece
from nlp.normalise.prepare import prepare
from nlp.normalise.text import WorkingText
from nlp.types import LEVEL_OF_DETAIL, EntityKind, Language, Level, SourcingDetail, SpeakerKind

HERE = Path(__file__).parent
FILES = {Language.ARABIC: "sourcing_arabic.yml", Language.ENGLISH: "sourcing_english.yml"}
# What the readers branch on, to be thrown together at random.
PHRASE_WORDS = [
    *(
        "مصدر",
        "مسؤول",
        "في",
        "،",
        "«",
        "»",
        "(",
        "أحد",
        "وزير",
        "محمد",
        "بن",
        "لم",
        "يسمه",
        "طلب",
        "عدم",
        "٧",
        "للشؤون",
    ),
    *("the", "a", "official", "of", "Reuters", ",", "'s", "who", "12", "--", "&", ".", '"', "and", "percent", "Sen."),
]
KINDS = {"persons": EntityKind.PERSON, "organizations": EntityKind.ORGANIZATION, "places": EntityKind.PLACE}
SPANS = ("role", "affiliation", "basis", "reason")


def cases() -> list[Any]:
    found = []
    for language, name in FILES.items():
        rows = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
        found += [pytest.param(language, row, id=f"{language.value}-{n}-{row['text']}") for n, row in enumerate(rows)]
    return found


def read(text: str, language: Language, names: tuple[Name, ...] = ()) -> tuple[WorkingText, SourcingReading]:
    """Read a sentence whose source stands in [brackets]."""
    before, source, after = text.replace("[", "]").split("]")
    working = prepare(before + source + after, language)
    start = len(prepare(before, language).working.rstrip()) if before.strip() else 0
    start = working.working.index(prepare(source, language).working.strip(), start)
    piece = Piece(start, start + len(prepare(source, language).working.strip()))
    whole = Piece(0, len(working.working))
    return working, read_sourcing(working, piece, None, names, language, whole)


@pytest.mark.parametrize(("language", "row"), cases())
def test_case(language: Language, row: dict[str, Any]) -> None:
    plain = row["text"].replace("[", "").replace("]", "")
    names = tuple(
        Name(plain.index(name), plain.index(name) + len(name), kind)
        for key, kind in KINDS.items()
        for name in row.get(key, ())
    )
    working, reading = read(row["text"], language, names)
    got: dict[str, Any] = {
        "detail": reading.detail,
        "level": reading.level,
        "kind": reading.kind,
        "count": reading.count,
    }
    for key in SPANS:
        piece = getattr(reading, key)
        got[key] = working.working[piece.start : piece.end] if piece else None
    wanted = {key: value for key, value in row.items() if key not in ("text", *KINDS)}
    assert {key: got[key] for key in wanted} == wanted
    values = [piece for key in SPANS if (piece := getattr(reading, key)) is not None]
    assert set(values) <= set(reading.evidence)
    assert reading.level is LEVEL_OF_DETAIL[reading.detail]


def test_there_are_enough_cases_in_both_languages() -> None:
    counts = {language: sum(1 for case in cases() if case.values[0] is language) for language in FILES}
    assert min(counts.values()) >= 60


def test_nobody() -> None:
    working = prepare("قيل إن الأمر انتهى.", Language.ARABIC)
    reading = read_sourcing(working, None, None, (), Language.ARABIC, Piece(0, len(working.working)))
    assert (reading.detail, reading.level) == (SourcingDetail.UNNAMED_BARE, "anonymous")
    assert reading.evidence == ()
    assert reading.count is None


def test_the_fullest_mention_decides_and_other_mentions_add_to_it() -> None:
    text = "قال قائد بارز في الحشد الشعبي إن الهدنة هشة. وأضاف القائد، الذي حضر الاجتماع، أن الرد قريب."
    working = prepare(text, Language.ARABIC)

    def at(words: str) -> Piece:
        start = working.working.index(words)
        return Piece(start, start + len(words))

    full, short = at("قائد بارز في الحشد الشعبي"), at("القائد، الذي حضر الاجتماع،")
    speaker = ResolvedSpeaker("قائد بارز في الحشد الشعبي", full, SpeakerKind.PERSON, (full, short))
    reading = read_sourcing(
        working, short, speaker, (), Language.ARABIC, at("وأضاف القائد، الذي حضر الاجتماع، أن الرد قريب.")
    )
    assert reading.detail is SourcingDetail.UNNAMED_DESCRIBED
    assert reading.affiliation == at("الحشد الشعبي")
    assert reading.basis == at("حضر الاجتماع")
    assert {full, at("الحشد الشعبي"), at("حضر الاجتماع")} <= set(reading.evidence)


def test_anonymity_granted_once_holds_for_the_whole_document() -> None:
    text = "قال مسؤول في البلدية، طلب عدم ذكر اسمه خشية الفصل، إن الجسر سيغلق. وأضاف أن البديل جاهز."
    working = prepare(text, Language.ARABIC)
    start = working.working.index("مسؤول")
    full = Piece(start, start + len("مسؤول في البلدية"))
    later = working.working.index("وأضاف")
    speaker = ResolvedSpeaker("مسؤول في البلدية", full, SpeakerKind.PERSON, (full,))
    reading = read_sourcing(working, None, speaker, (), Language.ARABIC, Piece(later, len(working.working)))
    assert reading.detail is SourcingDetail.ANONYMOUS_DISCLOSED
    assert reading.reason is not None
    assert working.working[reading.reason.start : reading.reason.end] == "خشية الفصل"


def test_a_tagged_name_beats_the_shape_of_the_phrase() -> None:
    # Unknown words: only the tagger can tell a man from a town.
    text = "قال [قيادي في ترسالة زهروش] إن الهدنة هشة"
    plain = text.replace("[", "").replace("]", "")
    start = plain.index("زهروش")
    place = (Name(plain.index("ترسالة"), start + 5, EntityKind.PLACE),)
    person = (Name(plain.index("ترسالة"), start - 1, EntityKind.PLACE), Name(start, start + 5, EntityKind.PERSON))
    assert read(text, Language.ARABIC, place)[1].level == "anonymous"
    assert read(text, Language.ARABIC, person)[1].detail is SourcingDetail.NAMED_PERSON


def test_an_english_name_inside_the_description_leaves_it_anonymous() -> None:
    text = "[an aide to Wexley Prout] described the call"
    assert read(text, Language.ENGLISH, (Name(12, 24, EntityKind.PERSON),))[1].level == "anonymous"
    text = "[the aide, Wexley Prout,] described the call"
    assert read(text, Language.ENGLISH, (Name(10, 22, EntityKind.PERSON),))[1].level == "named"


@pytest.mark.parametrize(
    "phrase", ["مصدر في", "مسؤول من", "أحد", "وزير و", "«", "an official of", "one of the", "the", "'s", "Mr."]
)
def test_a_phrase_cut_short_is_read(phrase: str) -> None:
    for language in Language:
        working = WorkingText(phrase, phrase, range(len(phrase)), language, (), ())
        assert read_sourcing(working, Piece(0, len(phrase)), None, (), language, None).level in Level


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(PHRASE_WORDS) | st.text(min_size=1, max_size=6),
        min_size=1,
        max_size=25,
    ),
    language=st.sampled_from(Language),
    cut=st.integers(0, 60),
)
def test_any_phrase_is_read_and_every_piece_lies_inside(words: list[str], language: Language, cut: int) -> None:
    text = " ".join(words)
    working = WorkingText(text, text, range(len(text)), language, (), ())
    source = Piece(min(cut, len(text) - 1), len(text))
    reading = read_sourcing(working, source, None, (), language, Piece(0, len(text)))
    for piece in reading.evidence:
        assert 0 <= piece.start < piece.end <= len(text)


def test_a_huge_phrase_is_read_in_little_time() -> None:
    text = "مصدر مسؤول في وزارة " * 100_000
    working = WorkingText(text, text, range(len(text)), Language.ARABIC, (), ())
    whole = Piece(0, len(text))
    names = [Name(n * 20, n * 20 + 4, EntityKind.PERSON) for n in range(100_000)]
    started = thread_time()
    for _ in range(20):
        read_sourcing(working, whole, None, names, Language.ARABIC, whole)
    assert thread_time() - started < 2.0
