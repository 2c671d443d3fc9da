"""The engine as a whole, with its shipped models: whatever text comes in, what comes out holds together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nlp.analyse import Analyser
from nlp.errors import RefusedText
from nlp.types import LEVEL_OF_DETAIL, Act, Article, DocumentRecord, Language, Level, Span

ARABIC = (
    "وزير المياه: السدود ممتلئة\n"
    "قال وزير المياه سامر الحداد إن السدود ممتلئة هذا العام، مشيراً إلى أن الأمطار زادت في الشمال. "
    "وأضاف: «لن نحتاج إلى قطع المياه».\n"
    "وذكر مصدر مطلع في الوزارة أن الميزانية لم تقر بعد."
)
ENGLISH = (
    "The bridge over the Marlow will open in spring, the mayor, Lena Hartwell, said on Monday. "
    '"We have waited long enough," she added.\n'
    "Two engineers told the Marlow Gazette that the road was not ready."
)
FRAGMENTS = [
    "قال", "وأضاف", "الوزير", "إن", "أن", "المصدر ذاته", "بحسب", "وكالة", "مشيراً", "إلى", "قـــال", "قَالَ", "ﻻ", "ﷲ",
    "said", "told", "The mayor", "Hartwell", "that", "according to", "he", "it rained", "declined to comment",
    "«", "»", "“", "”", '"', "'", "‘", "’", "``", ":", ".", "،", "؟", "!", "…", "(", ")", "-", "—",
    "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200f", "\u202e", "\u200b", "\u0640", "\u0651", "\ufeff", "\x00", "\ud800",
    "😀", "é", "e\u0301", "١٢٣", "12", "中", "https://example.org/a",
]  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Analyser:
    return Analyser()


def spans_of(record: DocumentRecord) -> Iterator[Span]:
    for attribution in record.attributions:
        yield attribution.cue
        yield from filter(None, (attribution.source, attribution.via))
        yield from attribution.content
        yield from attribution.about
        yield from attribution.sourcing.evidence


def assert_holds_together(text: str, record: DocumentRecord) -> None:
    for span in spans_of(record):
        assert span.text == text[span.start : span.end]
    ids = [attribution.id for attribution in record.attributions]
    assert len(ids) == len(set(ids))
    for attribution in record.attributions:
        assert attribution.parent is None or attribution.parent in ids
        assert attribution.parent != attribution.id
        assert attribution.level is LEVEL_OF_DETAIL[attribution.sourcing.detail]
        assert (attribution.type is None) is (not attribution.content)
        assert attribution.content or attribution.act is Act.NO_COMMENT
    assert DocumentRecord.model_validate_json(record.model_dump_json()) == record


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(" ".join)))
@example("قال «")
@example("\ud800 said it")
@example('"' * 50)
@example("00aCCORDinG to#¤….»")
def test_any_text_at_all_gives_records_that_hold_or_a_clean_refusal(text: str) -> None:
    try:
        record = Analyser().analyse(Article(text=text))
    except RefusedText:
        return
    assert_holds_together(text, record)


@pytest.mark.parametrize("text", [ARABIC, ENGLISH, f"{ARABIC}\n{ENGLISH}"])
def test_real_prose_gives_records_that_hold(engine: Analyser, text: str) -> None:
    record = engine.analyse(Article(text=text))
    assert len(record.attributions) >= 3
    assert_holds_together(text, record)


def test_an_implicit_subject_is_brought_back_to_the_fullest_name(engine: Analyser) -> None:
    record = engine.analyse(Article(text=ARABIC))
    added = next(a for a in record.attributions if a.cue.text == "وأضاف")
    assert added.source is None
    assert added.speaker is not None
    assert added.speaker.name == "وزير المياه سامر الحداد"
    assert added.level is Level.NAMED
    assert [piece.text for piece in added.content] == ["لن نحتاج إلى قطع المياه"]


def test_an_unnamed_source_stays_apart_from_the_named_one(engine: Analyser) -> None:
    record = engine.analyse(Article(text=ARABIC))
    unnamed = [a for a in record.attributions if a.level is Level.ANONYMOUS]
    assert [a.source.text for a in unnamed if a.source] == ["مصدر مطلع في الوزارة"]


def test_each_paragraph_is_read_in_its_own_language(engine: Analyser) -> None:
    record = engine.analyse(Article(text=f"{ARABIC}\n{ENGLISH}"))
    cues = {attribution.cue.text for attribution in record.attributions}
    assert {"وأضاف", "told"} <= cues
    assert record.document.language is Language.ARABIC


def test_stretched_letters_and_vowel_marks_change_nothing_but_offsets(engine: Analyser) -> None:
    stretched = ARABIC.replace("قال", "قـــالَ").replace("السدود", "السُّدـود")
    plain = engine.analyse(Article(text=ARABIC))
    other = engine.analyse(Article(text=stretched))
    assert_holds_together(stretched, other)
    assert [a.speaker for a in plain.attributions if a.speaker] != []
    assert [a.speaker and a.speaker.name for a in plain.attributions] == [
        a.speaker and a.speaker.name for a in other.attributions
    ]


def test_the_same_text_is_the_same_record(engine: Analyser) -> None:
    assert engine.analyse(Article(text=ENGLISH)) == engine.analyse(Article(text=ENGLISH))


def test_the_stages_are_announced_in_order(engine: Analyser) -> None:
    heard: list[str] = []
    engine.analyse(Article(text=ENGLISH), heard.append)
    assert heard == ["normalise", "annotate", "detect", "attribute", "record"]


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "said \ud83d it"])
def test_what_is_no_text_is_refused_in_words(engine: Analyser, text: str) -> None:
    with pytest.raises(RefusedText, match=r"\w{3}"):
        engine.analyse(Article(text=text))
