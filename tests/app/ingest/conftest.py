"""One sandbox for all tests: starting it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.ingest.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()
