"""Wordings about a source are read inside one piece of text, never from one into another."""

from __future__ import annotations

from nlp.attribute.wording import basis, line_of
from nlp.types import Language
from tests.nlp.detect.make import english, piece


def test_a_basis_ends_with_its_piece() -> None:
    text = english("Clerks met the council. An engineer familiar with the plans spoke.")
    found = basis(line_of(text.working, [piece(text, "An engineer familiar with the plans")]), Language.ENGLISH)
    assert found is not None
    assert text.working[found.start : found.end].startswith("familiar with")


def test_a_piece_that_stands_earlier_in_the_text_adds_nothing_to_the_one_before_it_on_the_line() -> None:
    text = english("Clerks met the council. An engineer familiar with the plans spoke.")
    pieces = [piece(text, "An engineer familiar with the plans"), piece(text, "Clerks")]
    found = basis(line_of(text.working, pieces), Language.ENGLISH)
    assert found is not None
    assert found.start < found.end
    assert "Clerks" not in text.working[found.start : found.end]
