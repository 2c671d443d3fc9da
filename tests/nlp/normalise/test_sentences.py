"""Where sentences end and where they do not: each case is a paragraph with `|` at the boundaries expected."""

import pytest

from nlp.limits import MAX_UNBROKEN_QUOTATION
from nlp.normalise.prepare import prepare


def sentences(paragraph: str) -> list[str]:
    text = prepare("عنوان\n" + paragraph if paragraph[0] > "\u0600" else "Title\n" + paragraph)
    return [text.working[sentence.start : sentence.end] for sentence in text.paragraphs[-1].sentences]


@pytest.mark.parametrize(
    "marked",
    [
        # plain ends
        "The ferry stays in port.| Nobody knows why!| Will it sail?| Perhaps.",
        "بقيت العبارة في الميناء.| لماذا؟| لا أحد يعرف!| ربما تبحر غدا.",
        "وصل الوفد صباحا، ثم غادر؛ ولم يدل بتصريح: هكذا قيل.",
        "أغلق الميناء.|وقالت السلطة إن السبب مجهول.",
        # behind closing marks
        "«لن نرفع الأسعار.»| وقال الوزير إن الميزانية تكفي.",
        "«لن نرفع الأسعار».| وقال الوزير إن الميزانية تكفي.",
        '"It is late."| Smith said he would go home.',
        '"It is late," said Smith.| He went home.',
        "She left (in a hurry.)| Nobody saw her.",
        "قال الوزير إنه باق .| ثم غادر .| ولم يعد .",
        # who uttered a question belongs to it
        '"Is it late?" he asked.| Nobody answered.',
        '"Is it late?" Smith asked.| Nobody answered.',
        '"Is it late?"| The clock had stopped.',
        "«هل تأخر الوقت؟» سأل الوزير.| ولم يجب أحد.",
        "«هل تأخر الوقت؟»| وسأل الوزير عن الموعد.",
        # inside a quotation
        'She said: "We stayed. We waited. Nobody came."| Then she left.',
        "وأضاف: «بقينا هنا. انتظرنا. لم يأت أحد».| ثم غادر.",
        "“We stayed. We waited,” she said.| “Nobody came.”",
        # abbreviations, initials, numbers
        "Dr. Vint met Gen. Ort at 5 p.m. on Monday.| Mr. Lee was there.",
        "He works for Ort Inc. in the U.S. and in Europe.| She does not.",
        "He moved to the U.S.| The firm followed.",
        "J. R. Vint and L. Ort signed it.| So did I.| They left.",
        "Route No. 7 is closed.| The answer was No.| They left.",
        "Prices rose 3.5 per cent.| 40 firms closed.",
        "PORTO, N.H. — The ferry stays.",
        "1. Close the port.| 2. Call the mayor.",
        "التقى د. سالم أ. د. هدى في شركة م. ع. أمس.| ثم غادرا.",
        "ارتفعت الأسعار 3.5 بالمئة عام 2015 م.| وأغلقت شركات.",
        "ذكرت (بي.بي.سي) الخبر.| ونقلته صحف.",
        "See the example.com site.| It is old.",
        # ellipses
        "We waited ... and nobody came.| They left… eventually.",
        "We waited for the whole of the day…| Nobody came.",
        "انتظرنا هنا طوال النهار ... ولم يأت أحد ... ثم غادرنا.",
        "انتظرنا هنا طوال النهار والليل..| ولم يأت أحد.",
        "للأسف.. لم يأت أحد.",
    ],
)
def test_boundaries(marked: str) -> None:
    paragraph = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert sentences(paragraph) == expected


def test_an_unclosed_quotation_does_not_swallow_the_paragraph() -> None:
    assert sentences("قال: «بقينا هنا. انتظرنا كثيرا. لم يأت أحد.") == [
        "قال: «بقينا هنا.",
        "انتظرنا كثيرا.",
        "لم يأت أحد.",
    ]


def test_a_quotation_longer_than_any_speech_is_cut_like_other_text() -> None:
    sentence = "The ferry stayed in port for another day. "
    quoted = "“" + sentence * (MAX_UNBROKEN_QUOTATION // len(sentence) - 1) + "”"
    assert len(sentences(quoted)) == 1
    quoted = "“" + sentence * (MAX_UNBROKEN_QUOTATION // len(sentence) + 1) + "”"
    assert len(sentences(quoted)) > 30


def test_a_title_is_one_sentence_in_spite_of_its_ellipsis() -> None:
    text = prepare("العبارة باقية في الميناء هذا الشهر.. والتجار غاضبون")
    assert len(text.paragraphs[0].sentences) == 1
