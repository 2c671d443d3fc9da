"""The fixed text of the speed measurement: news-like articles made from templates, the same on every machine.

The templates are in our own words. About half of the sentences attribute something, as in the news; the others tell it
plainly, so that every stage has its usual share of work.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from nlp.types import Article, Language

SENTENCES_A_PARAGRAPH = 3
PARAGRAPHS_AN_ARTICLE = 9

_ARABIC: Mapping[str, Sequence[str]] = {
    "person": ("نزار السنابلي", "هالة الدرعي", "مروان البصيلي", "لينا الشهباني", "فؤاد المنجلي", "كريم الطرخوني"),
    "body": ("وزارة الري", "هيئة الموانئ", "نقابة المعلمين", "شركة مترو رشدة", "ديوان الرقابة", "غرفة التجارة"),
    "place": ("طلحان", "رشدة", "وادي الرمان", "عين الرند", "الضاحية الشرقية"),
    "matter": ("مشروع الصوامع", "اتفاق المياه", "موازنة العام المقبل", "خطة النقل", "ترميم الجسور", "موسم الحصاد"),
    "sentence": (
        "قال {person} إن {matter} سيكتمل قبل نهاية العام رغم ارتفاع الكلفة في {place}.",
        "وأضاف أن {body} خصصت فرقاً جديدة لمتابعة {matter}، مشيراً إلى أن العمل يسير وفق الجدول.",
        "وأكدت {body} في بيان أن {matter} لن يتأثر بالأوضاع الراهنة في {place}.",
        "وصرح {person} للصحفيين: «لن نقبل بتأجيل {matter} مرة أخرى، والناس في {place} ينتظرون النتائج».",
        "وكشفت مصادر مطلعة أن {person} ناقش {matter} مع ممثلين عن {body} مساء أمس.",
        "ووفقاً لمسؤول في {body} طلب عدم ذكر اسمه، فإن {matter} «يحتاج إلى وقت أطول».",
        "ودعا {person} سكان {place} إلى التعاون مع {body} من أجل إنجاح {matter}.",
        "وشهدت {place} خلال الأسبوع الماضي حركة نشطة في الأسواق مع بدء {matter}.",
        "وتمتد الأعمال المرتبطة بـ{matter} على مسافة 40 كيلومتراً بين {place} والساحل.",
        "ووصل وفد من {body} إلى {place} صباح الثلاثاء في زيارة تستمر ثلاثة أيام.",
        "وبلغت قيمة العقود الموقعة في إطار {matter} نحو 12.5 مليون دينار خلال ستة أشهر.",
        "وتزامن ذلك مع اجتماع عقدته {body} في {place} لبحث ملفات عالقة منذ سنوات.",
    ),
}
_ENGLISH: Mapping[str, Sequence[str]] = {
    "person": ("Nizar al-Sanabli", "Edmund Farrow", "Hind al-Barudi", "Tadeo Ruul", "Adel Morcani", "Lena Shahbani"),
    "body": ("the Water Ministry", "the Port Authority", "the Teachers' Union", "Rushda Metro", "the Audit Chamber"),
    "place": ("Talhan", "Rushda", "the Rumman valley", "Ain al-Rand", "the eastern suburbs"),
    "matter": ("the silo project", "the river agreement", "next year's budget", "the transport plan", "the harvest"),
    "sentence": (
        "{person} said that {matter} would be finished before the end of the year despite rising costs in {place}.",
        "He added that {body} had set new teams to work on {matter}, noting that everything was on schedule.",
        "{matter} will not be affected by the situation in {place}, {body} confirmed in a statement.",
        '"We will not put {matter} off again," {person} told reporters, "because people in {place} are waiting."',
        "According to sources familiar with the talks, {person} discussed {matter} with {body} on Monday night.",
        "An official at {body}, who asked not to be named, said {matter} “needs more time”.",
        "{person} called on residents of {place} to work with {body} on {matter}.",
        "Markets in {place} were busy throughout the week as {matter} got under way.",
        "The works for {matter} stretch over 40 kilometres between {place} and the coast.",
        "A delegation from {body} arrived in {place} on Tuesday for a visit of three days.",
        "Contracts worth 12.5 million dinars were signed for {matter} within six months.",
        "At the same time {body} met in {place} to settle matters that had been open for years.",
    ),
}
_TEMPLATES = {Language.ARABIC: _ARABIC, Language.ENGLISH: _ENGLISH}


def articles(language: Language, count: int) -> list[Article]:
    """Return `count` different articles in `language`; the same ones each time."""
    chance = random.Random(f"isnad {language.value}")
    return [Article(text=_text(_TEMPLATES[language], chance), language=language) for _ in range(count)]


def _text(templates: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    paragraphs = []
    for _ in range(PARAGRAPHS_AN_ARTICLE):
        sentences = chance.sample(templates["sentence"], SENTENCES_A_PARAGRAPH)
        paragraphs.append(" ".join(_filled(sentence, templates, chance) for sentence in sentences))
    return "\n\n".join(paragraphs)


def _filled(sentence: str, templates: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    words = {name: chance.choice(templates[name]) for name in ("person", "body", "place", "matter")}
    filled = sentence.format(**words)
    return filled[0].upper() + filled[1:]
