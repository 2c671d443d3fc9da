"""The calibration error: how far stated confidence lies from the share of right records."""

from __future__ import annotations

import pytest

from bench.calibration import error


def test_a_confidence_that_keeps_its_word_has_no_error() -> None:
    assert error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0.0)


def test_one_that_promises_too_much_is_off_by_as_much() -> None:
    assert error([(0.95, False)] * 4) == pytest.approx(0.95)


def test_bins_count_by_their_records() -> None:
    assert error([(0.95, True)] * 3 + [(0.05, True)]) == pytest.approx((3 * 0.05 + 0.95) / 4)


def test_the_surest_record_has_a_bin_as_well() -> None:
    assert error([(1.0, True)]) == pytest.approx(0.0)
