"""Every case of the case files, run on the engine with its shipped models."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from nlp.analyse import Analyser
from nlp.types import Article, DocumentRecord, Language
from tests.behaviour.cases import WRITTEN, Check, Kind, checks
from tests.behaviour.compare import broken_claims, differences

CHECKS = checks()
LEAST_CASES = 300

Records = dict[tuple[Language, str], DocumentRecord]


@pytest.fixture(scope="session")
def records() -> Records:
    """The record of every text of every case, each read once."""
    texts = list(dict.fromkeys((check.language, text) for check in CHECKS for text in check.texts()))
    read = Analyser().analyse_many(
        Article(text=text, language=language, published_at=WRITTEN) for language, text in texts
    )
    return dict(zip(texts, read, strict=True))


def _params(kind: Kind) -> list[Any]:
    return [
        pytest.param(
            check,
            id=check.name,
            marks=[pytest.mark.xfail(reason=check.known_failure, strict=True)] if check.known_failure else [],
        )
        for check in CHECKS
        if check.kind is kind
    ]


@pytest.mark.parametrize("check", _params(Kind.MINIMAL))
def test_minimal(check: Check, records: Records) -> None:
    _report(check, broken_claims(check.base, records[check.language, check.base.text]))


@pytest.mark.parametrize("check", _params(Kind.INVARIANCE))
def test_invariance(check: Check, records: Records) -> None:
    assert check.variation is not None
    base, varied = (records[check.language, text] for text in (check.base.text, check.variation.text))
    _report(check, differences(base, varied, check.variation))


@pytest.mark.parametrize("check", _params(Kind.DIRECTION))
def test_direction(check: Check, records: Records) -> None:
    assert check.turn is not None
    broken = [
        f"before the turn: {finding}" for finding in broken_claims(check.base, records[check.language, check.base.text])
    ]
    _report(check, broken + broken_claims(check.turn, records[check.language, check.turn.text]))


def test_there_are_enough_cases_of_each_kind_in_each_language() -> None:
    counts = Counter((check.kind, check.language) for check in CHECKS)
    assert sum(counts.values()) >= LEAST_CASES
    assert min(counts[kind, language] for kind in Kind for language in Language) >= 20
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def _report(check: Check, broken: list[str]) -> None:
    if broken:
        other = check.turn or check.variation
        texts = f"\n  text: {check.base.text}" + (f"\n  turned into: {other.text}" if other else "")
        pytest.fail(f"{check.name}{texts}\n  " + "\n  ".join(broken), pytrace=False)
