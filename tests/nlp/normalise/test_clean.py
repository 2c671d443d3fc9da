"""What cleaning takes out and rewrites, and that every character left knows where it came from."""

import pytest

from nlp.normalise.clean import clean


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        pytest.param("قـــال الــوزير", "قال الوزير", id="stretch marks"),
        pytest.param("أَكَّدَ مُحَمَّدٌ", "أكد محمد", id="vowel marks"),
        pytest.param("\u200fقال\u200e \u202bالوزير\u202c", "قال الوزير", id="bidi controls"),
        pytest.param("min\u00adis\u200bter", "minister", id="soft hyphen and zero-width space"),
        pytest.param("\ufeffTitle", "Title", id="byte order mark"),
        pytest.param("\ufeed\ufe97\ufe8e\ufedd", "وتال", id="presentation forms"),
        pytest.param("\ufefb \ufefc", "لا لا", id="lam-alif ligatures"),
        pytest.param("\ufdf2", "الله", id="the ligature of a whole word"),
        pytest.param("محمد \ufdfa", "محمد \ufdfa", id="the sign for a phrase stays a sign"),
        pytest.param("\ufe77\ufe8f", "ب", id="the presentation form of a vowel mark"),
        pytest.param("of\ufb01cial \ufb02ood", "official flood", id="Latin ligatures"),
        pytest.param("a\u00a0b\u2009c\td", "a b c d", id="kinds of space"),
        pytest.param("a  \u00a0 \u200f  b", "a b", id="a run of spaces"),
        pytest.param("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne", id="kinds of line end"),
        pytest.param("a\x01\x9fb", "ab", id="control characters"),
        pytest.param("ا\u0654كد", "أكد", id="a separate hamza joins its letter"),
    ],
)
def test_cleaned(original: str, expected: str) -> None:
    assert clean(original).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Officials said on Monday that 1,200 people had left.",
        "أعلنت الوزارة أن ١٢٠٠ شخص غادروا، ولم تذكر وجهتهم؛ فهل يعودون؟",
        "هيئة الإغاثة آسفة لأن مؤذن القرى شاء ذلك",
        "Zürich, naïve, cafe\u0301 (with a separate accent)",
        "«كذا» “كذا” ‘so’ 'so' \"so\" 🙂 \ue001",
    ],
)
def test_untouched_text_is_returned_with_its_own_offsets(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == text
    assert list(cleaned.origin) == list(range(len(text)))


def test_each_character_knows_its_origin() -> None:
    original = "قـال \u200f الوزيرُ:\r\n\ufefb"
    cleaned = clean(original)
    assert cleaned.text == "قال الوزير:\nلا"
    assert [original[at] for at in cleaned.origin] == [*"قال الوزير:", "\r", "\ufefb", "\ufefb"]


def test_a_ligature_gives_all_its_letters_one_origin() -> None:
    assert list(clean("x\ufdf2y").origin) == [0, 1, 1, 1, 1, 2]
