"""The case files: their schema, and the tests that are made of each case. See `docs/behaviour.md` for the notation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from nlp.types import Act, Language, Level, SourcingDetail, Stance, Type
from tests.behaviour.vary import Variation, variations

HERE = Path(__file__).parent

WRITTEN = datetime(2024, 5, 15, 9, tzinfo=UTC)
"""When every text of the cases was published: a Wednesday."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Part):
    """What must hold of the attribution whose cue overlaps the `nth` place where `cue` stands in the text.

    Only the parts that a case names are looked at; `null` says that there must be none. `parent` is the parent's cue.
    """

    cue: str
    nth: int = 1
    source: str | None = None
    speaker: str | None = None
    level: Level | None = None
    act: Act | None = None
    type: Type | None = None
    stance: Stance | None = None
    content: str | list[str] | None = None
    via: str | None = None
    parent: str | None = None
    about: list[str] | None = None
    detail: SourcingDetail | None = None
    count: int | None = None
    role: str | None = None
    affiliation: str | None = None
    basis: str | None = None
    reason: str | None = None
    said_at: str | None = None

    def parts(self) -> dict[str, Any]:
        """The parts that the case names, with their values."""
        named = self.model_fields_set - {"cue", "nth"}
        return {name: getattr(self, name) for name in type(self).model_fields if name in named}


class Claim(_Part):
    """A text and what must hold of its record: `records` is how many there are, `absent` are words of the text that
    are no cue."""

    text: str
    expect: list[Expected] = []
    absent: list[str] = []
    records: int | None = None
    known_failure: str | None = None

    @model_validator(mode="after")
    def _can_fail(self) -> Claim:
        if not self.expect and not self.absent and self.records is None:
            raise ValueError("nothing is claimed")
        missing = [word for word in (*self.absent, *(e.cue for e in self.expect)) if word not in self.text]
        if missing:
            raise ValueError(f"not in the text: {missing}")
        if self.expect and not any(e.parts() for e in self.expect):
            raise ValueError("no part is named")
        return self


class Turn(Claim):
    """The sentence of a case, changed in one way that must change its record in one way."""

    by: str


class Case(Claim):
    """One construction in its plainest form, the ways to vary it without a change, and the turns that change it."""

    case: str
    vary: list[str | dict[str, str | dict[str, str]]] = []
    varies_wrongly: dict[str, str] = {}
    turns: list[Turn] = []


class CaseFile(_Part):
    """One file: a construction of one language."""

    construction: str
    cases: list[Case]


class Kind(StrEnum):
    """The three kinds of test of CheckList (Ribeiro et al., *Beyond Accuracy*, ACL 2020)."""

    MINIMAL = "minimal"
    INVARIANCE = "invariance"
    DIRECTION = "direction"


@dataclass(frozen=True)
class Check:
    """One test: `base` is the case it belongs to, `variation` or `turn` what is done to it (neither: minimal)."""

    kind: Kind
    language: Language
    name: str
    base: Case
    variation: Variation | None = None
    turn: Turn | None = None

    @property
    def known_failure(self) -> str | None:
        """Why this test is known to fail, or None."""
        if self.turn is not None:
            return self.turn.known_failure
        if self.variation is not None:
            return self.base.varies_wrongly.get(self.variation.name)
        return self.base.known_failure

    def texts(self) -> list[str]:
        """Every text that the test needs the record of."""
        other = self.turn or self.variation
        return [self.base.text] if other is None else [self.base.text, other.text]


def checks() -> list[Check]:
    """Read all case files and return their tests in order."""
    return [
        check
        for language in Language
        for path in sorted((HERE / language.value).glob("*.yml"))
        for check in _checks_of(language, path)
    ]


def _checks_of(language: Language, path: Path) -> Iterator[Check]:
    file = CaseFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    for case in file.cases:
        name = f"{language.value}/{path.stem}: {case.case}"
        yield Check(Kind.MINIMAL, language, name, case)
        varied = list(variations(case.text, case.vary))
        unknown = set(case.varies_wrongly) - {variation.name for variation in varied}
        if unknown:
            raise ValueError(f"{name}: no such variation: {unknown}")
        for variation in varied:
            yield Check(Kind.INVARIANCE, language, f"{name} | {variation.name}", case, variation=variation)
        for turn in case.turns:
            yield Check(Kind.DIRECTION, language, f"{name} | {turn.by}", case, turn=turn)
