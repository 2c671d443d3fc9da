"""Who else may have spoken, case by case: `alternatives.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlp.types import Language
from tests.nlp.attribute.test_speaker import Case, check

CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("alternatives.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_others_are_given_in_order(case: Case) -> None:
    assert case["alternatives"]
    check(case, Language(case["language"]))
