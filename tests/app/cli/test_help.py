"""What the command line says of itself, and how fast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.failure import ExitCode
from tests.app.cli.conftest import Isnad

COMMANDS = ("extract", "ingest", "export", "serve", "worker", "migrate", "samples", "keys")
HEAVY = ("torch", "stanza", "sqlalchemy", "fastapi", "uvicorn")


def test_help_lists_the_commands_and_the_exit_codes(isnad: Isnad) -> None:
    for arguments in ((), ("--help",), ("-h",)):
        outcome = isnad(*arguments)
        assert (outcome.code, outcome.err) == (ExitCode.DONE, "")
        assert all(f"\n  {command} " in outcome.out for command in COMMANDS)
        text = " ".join(outcome.out.split())
        assert all(f" {code.value} " in text for code in ExitCode)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(isnad: Isnad, command: str) -> None:
    outcome = isnad(command, "--help")
    assert (outcome.code, outcome.err) == (ExitCode.DONE, "")
    assert outcome.out.startswith(f"Usage: isnad {command} ")


@pytest.mark.parametrize(
    "arguments", [("extrct",), ("extract",), ("ingest",), ("extract", "--nothing"), ("--nothing",)]
)
def test_a_wrong_command_line_is_one_line(isnad: Isnad, arguments: tuple[str, ...]) -> None:
    outcome = isnad(*arguments)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert outcome.err.startswith("isnad: ")
    assert len(outcome.err.splitlines()) == 1


def test_help_and_a_missing_file_wait_for_nothing_heavy() -> None:
    """What takes seconds to import is imported only by whoever needs it."""
    program = (
        "import sys; from app.cli.main import main; code = main(sys.argv[1:]); "
        f"print(sorted({set(HEAVY)!r} & set(sys.modules))); sys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "--help"], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
    ended = subprocess.run(
        [sys.executable, "-c", program, "extract", "missing.txt"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == ExitCode.INPUT_REFUSED
    assert "torch" not in ended.stdout


def test_the_console_script_is_installed() -> None:
    script = Path(sys.executable).with_name("isnad")
    ended = subprocess.run([script, "extract", "missing.txt"], stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (ExitCode.INPUT_REFUSED, "isnad: missing.txt: no such file\n")
