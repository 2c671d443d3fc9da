"""Running the command line in this process, as the console script does, and its articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli.main import main

ENGLISH = (
    "Water Minister Rana Ostwick said on Monday that the Lower Dam would reopen in spring. "
    '"We have repaired every gate," Ostwick told reporters.\n'
)
ARABIC = "قالت وزيرة المياه رنا العسيلي، الاثنين، إن السد السفلي سيفتح في الربيع. وأضافت أن جميع البوابات أُصلحت.\n"


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The lines that the command itself wrote to standard error, the progress bar left out."""
        return [line for part in self.err.split("\n") if (line := part.split("\r")[-1]).startswith("isnad: ")]


Isnad = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _no_port_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)


@pytest.fixture
def isnad(capsys: pytest.CaptureFixture[str]) -> Isnad:
    """Run `isnad` with the given arguments. Whatever it does, it must not show a traceback."""

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def english(tmp_path: Path) -> Path:
    return written(tmp_path / "dam.txt", ENGLISH)


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    return written(tmp_path / "سد.txt", ARABIC)


@pytest.fixture
def at_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make the command line use the test's own, migrated database."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
