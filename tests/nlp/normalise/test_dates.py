"""Times named in news, in every calendar and spelling, as values with their precision."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.lexicon.dates import dates
from nlp.normalise.dates import iso, moments
from nlp.types import Language, Precision

WRITTEN = date(2022, 3, 16)  # a Wednesday

CASES = [
    ("ar", "قال السبت إن الجسر سيفتح", "السبت", "2022-03-12", "day"),
    ("ar", "وأعلن يوم الأربعاء", "الأربعاء", "2022-03-16", "day"),
    ("ar", "التقى الثلاثاء الماضي وفدا", "الثلاثاء الماضي", "2022-03-15", "day"),
    ("ar", "سيصل الخميس المقبل", "الخميس المقبل", "2022-03-17", "day"),
    ("ar", "في الأول من حزيران/يونيو 2021 في المدينة", "الأول من حزيران/يونيو 2021", "2021-06-01", "day"),
    ("ar", "في ٣ تشرين الثاني ٢٠٢٠", "٣ تشرين الثاني ٢٠٢٠", "2020-11-03", "day"),
    ("ar", "منذ 14 جويلية 2019", "14 جويلية 2019", "2019-07-14", "day"),
    ("ar", "في الحادي والعشرين من غشت", "الحادي والعشرين من غشت", "2022-08-21", "day"),
    ("ar", "في كانون الأول 2018", "كانون الأول 2018", "2018-12-01", "month"),
    ("ar", "في 9 رمضان 1443 هـ", "9 رمضان 1443 هـ", "2022-04-10", "day"),
    ("ar", "وقال أمس إن", "أمس", "2022-03-15", "day"),
    ("ar", "قال أول من أمس", "أول من أمس", "2022-03-14", "day"),
    ("ar", "خلال الأسبوع الماضي", "الأسبوع الماضي", "2022-03-07", "week"),
    ("ar", "في الشهر المقبل", "الشهر المقبل", "2022-04-01", "month"),
    ("ar", "مقارنة بالعام الماضي", "العام الماضي", "2021-01-01", "year"),
    ("ar", "عام 2003 وقعت", "عام 2003", "2003-01-01", "year"),
    ("en", "He said last Tuesday that", "last Tuesday", "2022-03-15", "day"),
    ("en", "He said on Wednesday that", "Wednesday", "2022-03-16", "day"),
    ("en", "They meet next Monday again", "next Monday", "2022-03-21", "day"),
    ("en", "on March 3, 2021, she", "March 3, 2021", "2021-03-03", "day"),
    ("en", "on 3 March 2021 she", "3 March 2021", "2021-03-03", "day"),
    ("en", "on December 30 he", "December 30", "2021-12-30", "day"),
    ("en", "the 1st of May 2020 was", "1st of May 2020", "2020-05-01", "day"),
    ("en", "in September 2019 it", "September 2019", "2019-09-01", "month"),
    ("en", "on 2020-02-29 it", "2020-02-29", "2020-02-29", "day"),
    ("en", "last month it", "last month", "2022-02-01", "month"),
    ("en", "he said yesterday", "yesterday", "2022-03-15", "day"),
    ("en", "it began in 1998 and", "in 1998", "1998-01-01", "year"),
    ("ar", "السبت 12 مارس/آذار 2022 قال", "السبت 12 مارس/آذار 2022", "2022-03-12", "day"),
    ("ar", "قال السبت (12 آذار) إن", "السبت (12 آذار)", "2022-03-12", "day"),
    ("ar", "في حزيران الماضي كانت", "حزيران الماضي", "2021-06-01", "month"),
    ("ar", "في ٢ شباط الماضي كانت", "٢ شباط الماضي", "2022-02-02", "day"),
    ("ar", "في 9 رمضان الماضي", "9 رمضان الماضي", "2021-04-21", "day"),
    ("ar", "في 12 شعبان كانت", "12 شعبان", "2022-03-15", "day"),
    ("ar", "بتاريخ 1-6-2021 وقعت", "1-6-2021", "2021-06-01", "day"),
    ("ar", "يوم ٢٠٢١/٦/١ وقعت", "٢٠٢١/٦/١", "2021-06-01", "day"),
    ("ar", "قال قبل يومين إن", "قبل يومين", "2022-03-14", "day"),
    ("ar", "قبل ثلاثة أسابيع وقعت", "قبل ثلاثة أسابيع", "2022-02-21", "week"),
    ("ar", "منذ 5 سنوات", "منذ 5 سنوات", "2017-01-01", "year"),
    ("en", "Yesterday, the mayor", "Yesterday", "2022-03-15", "day"),
    ("en", "Last Tuesday the mayor", "Last Tuesday", "2022-03-15", "day"),
    ("en", "on Tuesday, March 15, 2022, she", "Tuesday, March 15, 2022", "2022-03-15", "day"),
    ("en", "it began last June when", "last June", "2021-06-01", "month"),
    ("en", "two days ago it", "two days ago", "2022-03-14", "day"),
    ("en", "a month ago it", "a month ago", "2022-02-01", "month"),
    ("en", "on 15.6.2021 it", "15.6.2021", "2021-06-15", "day"),
]


@pytest.mark.parametrize(("language", "text", "named", "value", "precision"), CASES)
def test_times(language: str, text: str, named: str, value: str, precision: str) -> None:
    (found,) = moments(text, Language(language), WRITTEN)
    assert (text[found.start : found.end], found.value.isoformat(), found.precision) == (
        named,
        value,
        Precision(precision),
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He may come, and they march on."),
        ("en", "May said that March would not."),
        ("en", "Call 2020 times 31 February 2021."),
        ("en", "in 9999 years, in 1234 cases"),
        ("ar", "صفر نقاط، وآب إلى بيته"),
        ("ar", "الأول في الترتيب والثاني بعده"),
        ("ar", "31 شباط 2021"),
        ("en", "on 3/4/2021 it rained"),
        ("en", "a few days ago, and 99 days agone"),
        ("ar", "قبل يومين من الانتخابات"),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert moments(text, Language(language), WRITTEN) == []


def test_without_the_day_of_the_document_only_what_is_told_in_full() -> None:
    text = "أعلن السبت وفي 3 آذار وفي 5 أيار 2020 أن"
    assert [found.value for found in moments(text, Language.ARABIC, None)] == [date(2020, 5, 5)]


def test_edges_of_the_calendar_do_not_raise() -> None:
    for written in (date.min, date.max):
        for _, text, *_ in CASES:
            moments(text, Language.ARABIC, written)
            moments(text, Language.ENGLISH, written)


@pytest.mark.parametrize("language", list(Language))
def test_no_name_stands_for_two_months(language: Language) -> None:
    names = [name for group in [*dates(language).months, *dates(language).hijri_months] for name in group]
    assert len(names) == len(set(names))
    assert set(dates(language).common_months) <= set(names)


@pytest.mark.parametrize(
    ("precision", "written"),
    [("day", "2021-01-03"), ("week", "2020-W53"), ("month", "2021-01"), ("year", "2021")],
)
def test_a_value_says_no_more_than_is_known(precision: str, written: str) -> None:
    assert iso(date(2021, 1, 3), Precision(precision)) == written
