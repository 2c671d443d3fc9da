"""Whatever the text, it is refused cleanly or every promise of the working copy holds."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.errors import RefusedText
from nlp.limits import MAX_QUOTATION_DEPTH, MAX_SENTENCE_TOKENS, MAX_TOKEN_LENGTH
from nlp.normalise.clean import clean, is_mark
from nlp.normalise.prepare import prepare
from nlp.normalise.text import Quotation, WorkingText

TELLING = list(" \n\r\t.,،؛:!?؟…\"'«»“”„‟‘’‹›`()[]-–ـًّ\u200f\u00a0\u2028\ufefb\ufdfa\ufdf2\ufe70اوبلقABcd'sn't19٣\u0301")
"""Characters some rule of the stage looks for."""

ANY_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(TELLING)), max_size=200)
PHRASES = st.lists(
    st.sampled_from(
        [
            "قال الوزير",
            "«كذا",
            "كذا»",
            '"كذا"',
            "“so",
            "so”",
            "'so'",
            "Mr.",
            "U.S.",
            "3.5",
            "...",
            ". ",
            "؟» ",
            ".\n",
            "\n",
            "\n\n",
            "a line about as long as a page is wide, without an end",
            "سطر بعرض الصفحة تقريبا لا تنتهي عنده الجملة بعد",
        ]
    ),
    max_size=60,
).map(" ".join)
TEXTS = st.one_of(ANY_TEXT, PHRASES)


def prepared(text: str) -> WorkingText | None:
    try:
        return prepare(text)
    except RefusedText:
        return None


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_the_map_back_never_goes_back_nor_out_of_range(original: str) -> None:
    text = prepared(original)
    if text is None:
        return
    origin = list(text.origin)
    assert len(origin) == len(text.working)
    assert all(before <= after for before, after in pairwise(origin))
    assert origin[0] >= 0
    assert origin[-1] < len(original)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_tokens_fill_sentences_and_sentences_paragraphs(original: str) -> None:
    text = prepared(original)
    if text is None:
        return
    assert text.paragraphs
    reached = 0
    for paragraph in text.paragraphs:
        assert paragraph.sentences
        for sentence in paragraph.sentences:
            assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
            assert 0 < len(sentence.tokens) <= MAX_SENTENCE_TOKENS
            assert sentence.tokens[0].start == sentence.start
            assert sentence.tokens[-1].end == sentence.end
            for token in sentence.tokens:
                assert text.working[reached : token.start].strip() == ""
                assert token.text == text.working[token.start : token.end]
                assert 0 < len(token.text) <= MAX_TOKEN_LENGTH
                assert token.form
                reached = token.end
        assert reached == paragraph.end
    assert text.working[reached:].strip() == ""


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_quotations_are_nested_and_stay_in_their_paragraphs(original: str) -> None:
    text = prepared(original)
    if text is None:
        return
    around: list[Quotation] = []
    for quotation in text.quotations:
        assert quotation.start <= quotation.inner_start < quotation.inner_end <= quotation.end
        while around and around[-1].end <= quotation.start:
            around.pop()
        assert quotation.depth == len(around) <= MAX_QUOTATION_DEPTH
        if around:
            assert around[-1].start <= quotation.start
            assert quotation.end <= around[-1].end
        around.append(quotation)
        holding = [p for p in text.paragraphs if p.start <= quotation.start and quotation.end <= p.end]
        assert len(holding) == 1


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_every_token_leads_back_to_what_it_was_read_from(original: str) -> None:
    text = prepared(original)
    if text is None:
        return
    reached = 0
    for paragraph in text.paragraphs:
        for sentence in paragraph.sentences:
            for token in sentence.tokens:
                start, end = text.to_original(token.start, token.end)
                assert 0 <= start < end <= len(original)
                assert start >= reached - 1, "two tokens share no more than one ligature"
                assert all(not is_mark(original[at]) for at in text.origin[token.start : token.end])
                reached = end


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_cleaning_a_clean_text_changes_nothing(original: str) -> None:
    once = clean(original).text
    assert clean(once).text == once


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_the_same_text_is_always_read_the_same(original: str) -> None:
    assert prepared(original) == prepared(original)
