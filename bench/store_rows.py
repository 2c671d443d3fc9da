"""A store's worth of records that nobody wrote: plausible in what lists and searches depend on, and quick to make.

Words are made of syllables, in Arabic and in English letters, and occur as Zipf's law has it (Zipf, *Human Behavior and
the Principle of Least Effort*, 1949), and so do speakers and publishers. A thousand more words are topics, which fill
the news of some weeks and are then forgotten. Most documents come in the order of their dates, some from an archive.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final

import numpy as np

from app.models.listed import NARROWED_BY
from app.store.decisions import Verdict
from app.store.listing import UNDATED, Status, microseconds
from app.store.rows import first_number
from app.store.terms import SPEAKER, exact, terms_of_question
from nlp.types import LEVEL_OF_DETAIL, Act, Language, SourcingDetail, SpeakerKind, Type

Row = dict[str, Any]

SINCE: Final = datetime(2021, 1, 1, tzinfo=UTC)
DAYS: Final = 1_800
VOCABULARY: Final = 60_000
TOPICS: Final = 1_000
NAMES: Final = 20_000
PUBLISHERS: Final = 300
TOPIC_DAYS: Final = 30
_MOST_RECORDS: Final = 19
_SYLLABLES: Final = {
    Language.ARABIC: ("بتثجحخدرزسشصضطعغفقكلمنهو", "اوي"),
    Language.ENGLISH: ("bcdfghjklmnprstvwz", "aeiou"),
}
_SHARES: Final[dict[type[StrEnum], tuple[float, ...]]] = {
    SourcingDetail: (0.42, 0.2, 0.06, 0.09, 0.01, 0.1, 0.07, 0.05),
    Act: (0.87, 0.06, 0.05, 0.02),
    Type: (0.15, 0.7, 0.15),
    Status: (0.96, 0.004, 0.02, 0.01, 0.006),
    SpeakerKind: (0.6, 0.12, 0.15, 0.04, 0.09),
}


def zipf(random: np.random.Generator, size: int, ranks: int) -> list[int]:
    """Draw `size` ranks from 0, each as frequent as Zipf's law says."""
    steps = _steps(ranks)
    drawn: list[int] = np.searchsorted(steps, random.random(size) * steps[-1]).tolist()
    return drawn


@cache
def word(language: Language, rank: int) -> str:
    """Return the word of a rank; those from `VOCABULARY` on are topics. Frequent words are short."""
    consonants, vowels = _SYLLABLES[language]
    letters, rest = [], rank + len(consonants) * len(vowels)
    while rest:
        rest, syllable = divmod(rest, len(consonants) * len(vowels))
        letters.append(consonants[syllable // len(vowels)] + vowels[syllable % len(vowels)])
    return "".join(letters)


@cache
def term(language: Language, rank: int) -> str:
    """Return what a word is searched by."""
    return terms_of_question(word(language, rank))[0]


def topics_of(day: float) -> range:
    """Return the ranks of the topics of a day."""
    last = int(day / DAYS * TOPICS)
    return range(VOCABULARY + max(0, last - TOPIC_DAYS * TOPICS // DAYS), VOCABULARY + last + 1)


def documents(records: int, seed: int = 1) -> Iterator[dict[str, list[Row]]]:
    """Give the rows of one document after the other, by their tables, until there are so many records."""
    random = np.random.default_rng(seed)
    number = made = 0
    while made < records:
        number += 1
        size = min(int(random.integers(1, _MOST_RECORDS + 1)), records - made)
        arrived = made / records * DAYS
        made += size
        yield _document(random, number, size, arrived)


def _document(random: np.random.Generator, number: int, size: int, arrived: float) -> dict[str, list[Row]]:
    language = Language.ARABIC if random.random() < 0.6 else Language.ENGLISH
    day = arrived if random.random() < 0.8 else random.random() * DAYS
    published = SINCE + timedelta(days=day) if random.random() < 0.95 else None
    topics = topics_of(day)
    about = topics[int(random.integers(len(topics)))] if random.random() < 0.7 else None
    identifier = hashlib.sha256(str(number).encode()).hexdigest()[:24]
    document: Row = {
        "number": number,
        "id": identifier,
        "language": language.value,
        "title": f"{word(language, number % VOCABULARY)} {number}",
        "publisher": f"Publisher {zipf(random, 1, PUBLISHERS)[0]}",
        "published_at": published,
        "added_at": SINCE + timedelta(days=arrived),
        "story_number": number,
    }
    tables: dict[str, list[Row]] = {name: [] for name in ("document", "attribution", "listed", "searched", "review")}
    lengths = random.integers(8, 20, size).tolist()
    ranks = iter(zipf(random, sum(lengths), VOCABULARY))
    drawn = {kind: random.choice(list(kind), size, p=shares) for kind, shares in _SHARES.items()}
    names, confidences = zipf(random, size, NAMES), np.round(random.beta(5, 2, size), 4).tolist()
    text = ""
    for place, length in enumerate(lengths):
        content = [next(ranks) for _ in range(length)]
        if about is not None and place % 2 == 0:
            content[0] = about
        record, text = _record(f"{identifier}-{place}", language, names[place], content, text)
        record |= {"confidence": confidences[place], "type": drawn[Type][place], "act": drawn[Act][place]}
        _refine(record, SourcingDetail(drawn[SourcingDetail][place]), SpeakerKind(drawn[SpeakerKind][place]))
        _add(
            tables, document, first_number(number) + place, record, Status(drawn[Status][place]), content, names[place]
        )
    document |= {"text": text, "text_length": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    tables["document"].append(document)
    return tables


def _record(identifier: str, language: Language, name: int, content: list[int], text: str) -> tuple[Row, str]:
    """Return a record without what it is narrowed by, and the document's text with its sentence at the end."""
    speaker, cue = f"{word(language, name)} {word(language, NAMES + name)}", word(language, name % 30)
    said = " ".join(word(language, rank) for rank in content)
    start = len(text)
    cue_at = start + len(speaker) + 1
    said_at = cue_at + len(cue) + 1
    return {
        "id": identifier,
        "cue": {"text": cue, "start": cue_at, "end": cue_at + len(cue), "lemma": cue, "stance": "neutral"},
        "source": {"text": speaker, "start": start, "end": start + len(speaker)},
        "speaker": {"id": f"{identifier[:24]}-s{name}", "name": speaker},
        "via": None,
        "content": [{"text": said, "start": said_at, "end": said_at + len(said)}],
        "about": [],
        "parent": None,
    }, f"{text}{speaker} {cue} {said}. "


def _refine(record: Row, detail: SourcingDetail, kind: SpeakerKind) -> None:
    unknown = dict.fromkeys(("role", "affiliation", "basis", "reason"))
    record["level"] = LEVEL_OF_DETAIL[detail].value
    record["sourcing"] = {"detail": detail.value, "evidence": [], "count": 1, **unknown}
    record["speaker"]["kind"] = kind.value


def _add(
    tables: dict[str, list[Row]],
    document: Row,
    number: int,
    record: Row,
    status: Status,
    content: list[int],
    name: int,
) -> None:
    """Add the rows of one record. The columns and terms are those of `app.store.listing`; a test compares the two."""
    language = Language(document["language"])
    values = {"level": record["level"], "act": record["act"], "type": record["type"]}
    of_document = {"id": record["id"], "document_number": document["number"]}
    tables["attribution"].append(
        {**of_document, **values, "number": number, "record": json.dumps(record, ensure_ascii=False)}
    )
    listed = {
        **of_document,
        **values,
        "number": number,
        "confidence": record["confidence"],
        "published": microseconds(document["published_at"]) if document["published_at"] else UNDATED,
        "language": language.value,
        "publisher": document["publisher"],
        "detail": record["sourcing"]["detail"],
        "kind": record["speaker"]["kind"],
        "status": status.value,
        "corrected": status is Status.CORRECTED,
        "settled": status in (Status.ACCEPTED, Status.REJECTED),
        "said_on": None,
        "is_copy": False,
    }
    tables["listed"].append(listed)
    speaker = [term(language, name), term(language, NAMES + name)]
    found = [exact(mark, listed[mark]) for mark in NARROWED_BY]
    found += [exact("document", document["id"]), exact("speaker", record["speaker"]["id"])]
    found += [f"{SPEAKER}{one}" for one in speaker]
    found += [*speaker, term(language, name % 30), *(term(language, rank) for rank in content)]
    tables["searched"].append({"number": number, "terms": " ".join(dict.fromkeys(found))})
    if status is not Status.UNREVIEWED:
        verdict = Verdict.OPEN if status is Status.CORRECTED else Verdict(status.value)
        review = {"record_id": record["id"], "document_number": document["number"], "revision": 1}
        corrected = json.dumps(record, ensure_ascii=False) if status is Status.CORRECTED else None
        tables["review"].append({**review, "verdict": verdict.value, "added": False, "record": corrected})


@cache
def _steps(ranks: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    steps: np.ndarray[Any, np.dtype[np.float64]] = np.cumsum(1 / np.arange(1, ranks + 1))
    return steps
