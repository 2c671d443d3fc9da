"""Words and marks."""

import pytest

from nlp.limits import MAX_SENTENCE_TOKENS, MAX_TOKEN_LENGTH
from nlp.normalise.prepare import prepare
from nlp.normalise.tokens import tokens_of


def words(text: str) -> list[str]:
    return [token.text for token in tokens_of(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor's aides don't agree.", "The|mayor|'s|aides|do|n't|agree|."),
        ("We’ve said it’s theirs; they’ll see.", "We|’ve|said|it|’s|theirs|;|they|’ll|see|."),
        ("the clerks' leader", "the|clerks|'|leader"),
        ("O'Brien and al-Khatib left Sana'a.", "O'Brien|and|al-Khatib|left|Sana'a|."),
        ("Mr. Vint of the U.S. met J. Ort.", "Mr.|Vint|of|the|U.S.|met|J.|Ort|."),
        ("No. 7, not the word No.", "No.|7|,|not|the|word|No|."),
        ("1,500 at 10:30 on 3.5.2024", "1,500|at|10:30|on|3.5.2024"),
        (
            "See https://news.example/a?b=1 (or www.news.example)",
            "See|https://news.example/a?b=1|(|or|www.news.example|)",
        ),
        ("on www.news.example, or https://a.example/b.", "on|www.news.example|,|or|https://a.example/b|."),
        ("wait... -- no", "wait|...|--|no"),
        ("``so'' ‘‘so’’", "``|so|''|‘‘|so|’’"),
        ("وقال: «لن نرفع»، ثم غادر.", "وقال|:|«|لن|نرفع|»|،|ثم|غادر|."),
        ("د. سالم عام ٢٠١٥م", "د|.|سالم|عام|٢٠١٥|م"),
        ("كَتَبَ الـوزير", "كَتَبَ|الـوزير"),
        ("cafe\u0301 Zu\u0308rich", "cafe\u0301|Zu\u0308rich"),
        ("🙂🙂", "🙂|🙂"),
    ],
)
def test_cut(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


def test_forms_are_what_the_taggers_see() -> None:
    text = 'أكّد إبراهيم في 12 آذار أن "القرى" آمنة'
    forms = [token.form for token in tokens_of(text, 0, len(text))]
    assert forms == ["اكد", "ابراهيم", "في", "00", "اذار", "ان", '"', "القري", '"', "امنة"]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "One. Two three."
    assert [(token.start, token.end) for token in tokens_of(text, 5, 15)] == [(5, 8), (9, 14), (14, 15)]


def test_a_run_longer_than_any_word_is_cut() -> None:
    text = "x" * (2 * MAX_TOKEN_LENGTH + 1)
    assert [len(word) for word in words(text)] == [MAX_TOKEN_LENGTH, MAX_TOKEN_LENGTH, 1]


def test_a_sentence_no_tagger_could_bear_is_cut_at_a_comma() -> None:
    text = prepare("The list was long: " + "one, two and three, " * MAX_SENTENCE_TOKENS)
    sentences = text.paragraphs[0].sentences
    assert all(len(sentence.tokens) <= MAX_SENTENCE_TOKENS for sentence in sentences)
    assert all(sentence.tokens[-1].text == "," for sentence in sentences)
    assert sum(len(sentence.tokens) for sentence in sentences) == 5 + 6 * MAX_SENTENCE_TOKENS
