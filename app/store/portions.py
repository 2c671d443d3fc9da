"""Long lists of values in portions that a statement can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from app.limits import MAX_BOUND_VALUES

Value = TypeVar("Value")


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Give the values in their order, at most `MAX_BOUND_VALUES` at a time."""
    for start in range(0, len(values), MAX_BOUND_VALUES):
        yield values[start : start + MAX_BOUND_VALUES]
