"""The progress bar, always on standard error: standard output holds results alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TypeVar

from tqdm import tqdm

Item = TypeVar("Item")


def progress(items: Iterable[Item], total: int, what: str) -> Iterable[Item]:
    """Give the items while a bar counts them up to `total`; a log file gets a line now and then, not ten a second."""
    with bar(total, what) as shown:
        for item in items:
            yield item
            shown.update()


def bar(total: int, what: str) -> tqdm[Any]:
    """Return a bar that counts up to `total` as it is told to; it is closed at the end of a `with`."""
    return tqdm(desc=what, total=total, unit="article", file=sys.stderr, mininterval=0.1 if sys.stderr.isatty() else 10)
