"""Articles of our own with records made by hand: Arabic with vowel marks and pictures, English, and one with many."""

from __future__ import annotations

from datetime import UTC, datetime

from nlp.types import (
    ConfidencePart,
    DocumentRecord,
    EntityKind,
    Evidence,
    Language,
    Level,
    SourcingDetail,
    SpeakerKind,
    Type,
)
from tests.app.samples import HARBOUR, Said, harbour, record_of

ARABIC = (
    "مجلس طولان يقرّ خطة المياه\n"
    "\n"
    "طولان – أعلن وزير الموارد المائية فاضل المرزوق، الاثنين، أن السدّ الجديد سيبدأ التخزين في آذار. "
    "وأضاف المرزوق أن «القرى الواقعة أسفل الوادي لن تُغمر».\n"
    "🌊 وقالَ المُهَندِسُ سُهَيل الراوي إنَّ المضخّاتِ القديمةَ لم تَعُد تَعمل.\n"
    "وكشف مسؤول في البلدية لصحيفة مرسى الأخبار أن العقد لم يُعرض على المجلس. "
    "وأشار المصدر ذاته إلى أن الكلفة تضاعفت منذ الصيف 👩🏽‍🌾👨‍👩‍👧 بحسب جدول اطّلع عليه.\n"
    "BBC Tolan نقلت الخبر أيضاً، فيما رفضت شركة الوادي التعليق.\n"
    "ويرى سكان القرى أن الوعود لا تكفي.\n"
)
ENGLISH = (
    "Ferry company blames the tide\n"
    "\n"
    "The ferry company said on Friday that the tide had moved the pier. "
    "“Nobody warned us,” said Mara Quill, who runs the ticket office. "
    "A dock worker told the Port Gazette that the ropes had been rotten for years. "
    "Rami Haddad denied this.\n"
)


def articles() -> list[tuple[DocumentRecord, str]]:
    """Return each article's record and its text."""
    return [(arabic(), ARABIC), (english(), ENGLISH), (harbour(), HARBOUR)]


def arabic() -> DocumentRecord:
    minister = "وزير الموارد المائية فاضل المرزوق"
    official = "مسؤول في البلدية"
    record = record_of(
        ARABIC,
        Said(
            "أعلن", "السدّ الجديد سيبدأ التخزين في آذار", source=minister, speaker=minister, role="وزير الموارد المائية"
        ),
        Said(
            "وأضاف",
            "القرى الواقعة أسفل الوادي لن تُغمر",
            speaker=minister,
            type=Type.DIRECT,
            about=[("الوادي", EntityKind.PLACE)],
        ),
        Said(
            "وقالَ",
            "المضخّاتِ القديمةَ لم تَعُد",
            source="المُهَندِسُ سُهَيل الراوي",
            speaker="المُهَندِسُ سُهَيل الراوي",
            role="المُهَندِسُ",
        ),
        Said(
            "وكشف",
            "العقد لم يُعرض على المجلس",
            source=official,
            speaker=official,
            detail=SourcingDetail.UNNAMED_DESCRIBED,
            level=Level.ANONYMOUS,
            via="لصحيفة مرسى الأخبار",
        ),
        Said(
            "وأشار",
            "الكلفة تضاعفت منذ الصيف",
            source="المصدر ذاته",
            speaker=official,
            detail=SourcingDetail.UNNAMED_DESCRIBED,
            level=Level.ANONYMOUS,
        ),
        Said(
            "ويرى",
            "الوعود لا تكفي",
            source="سكان القرى",
            speaker="سكان القرى",
            kind=SpeakerKind.GROUP,
            detail=SourcingDetail.UNNAMED_GROUP,
            level=Level.ANONYMOUS,
        ),
        language=Language.ARABIC,
        title="مجلس طولان يقرّ خطة المياه",
        publisher="صحيفة الضفة",
        published_at=datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
    )
    doubts = (0.97, 0.91, 0.42, 0.78, 0.55, 0.63)
    found = [one.model_copy(update={"confidence": sure}) for one, sure in zip(record.attributions, doubts, strict=True)]
    parts = [
        ConfidencePart(evidence=Evidence.BASE, contribution=-1.2),
        ConfidencePart(evidence=Evidence.CUE, contribution=1.1),
        ConfidencePart(evidence=Evidence.EXTENT, contribution=-0.223),
    ]
    others = [found[0].speaker, found[3].speaker]
    found[2] = found[2].model_copy(update={"confidence_parts": parts, "alternatives": others})
    return record.model_copy(update={"attributions": found})


def english() -> DocumentRecord:
    return record_of(
        ENGLISH,
        Said(
            "said on",
            "the tide had moved the pier",
            source="The ferry company",
            speaker="The ferry company",
            kind=SpeakerKind.ORGANIZATION,
            detail=SourcingDetail.NAMED_ORGANIZATION,
            about=[("pier", EntityKind.PLACE)],
        ),
        Said("said Mara", "Nobody warned us", source="Mara Quill", speaker="Mara Quill", type=Type.DIRECT),
        Said(
            "told",
            "the ropes had been rotten for years",
            source="A dock worker",
            speaker="A dock worker",
            detail=SourcingDetail.UNNAMED_DESCRIBED,
            level=Level.ANONYMOUS,
            via="the Port Gazette",
        ),
        title="Ferry company blames the tide",
        publisher="Port Gazette",
        published_at=datetime(2026, 3, 6, 17, 0, tzinfo=UTC),
    )


def long(words: int = 5_000, records: int = 200) -> tuple[DocumentRecord, str]:
    """Return an article of `words` words at least with `records` records, for measuring the page."""
    filler = "ولا جديد في الميناء سوى انتظار السفن التي تأخرت عن موعدها بسبب الريح"
    rest = max(0, words // records - 14)
    lines: list[str] = []
    said: list[Said] = []
    for number in range(records):
        source, content = f"المسؤول رقم {number}ب", f"الرصيف ذا الرقم {number}ج سيبقى مغلقاً حتى نهاية الأسبوع المقبل"
        cue = f"وقال{number}د"
        lines.append(f"{cue} {source} إن {content}. {' '.join((filler.split() * 3)[:rest])}.")
        said.append(Said(cue, content, source=source, speaker=source))
    text = "\n".join(lines)
    return record_of(text, *said, language=Language.ARABIC, title="الميناء ينتظر"), text
