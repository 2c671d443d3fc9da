"""What a command says when it cannot go on: one line, and an exit code that a script can act on."""

from __future__ import annotations

import sys
from enum import IntEnum

from tqdm import tqdm
from typer import TyperException


class ExitCode(IntEnum):
    """The exit codes of every command; `isnad --help` lists them."""

    DONE = 0
    INPUT_REFUSED = 1
    USAGE = 2
    CANNOT_WRITE = 3
    INTERRUPTED = 130


class CommandFailure(TyperException):
    """The command cannot go on. `message` is one line for a person; `exit_code` is what the process ends with.

    - `InputRefused`     this input cannot be analysed; others may be
    - `UsageFailure`     the command line asks for something that makes no sense
    - `CannotWrite`      a file, folder, database or port that is to be written to is not to be had
    """

    exit_code: int = ExitCode.USAGE


class InputRefused(CommandFailure):
    """This input cannot be analysed; others may be."""

    exit_code = ExitCode.INPUT_REFUSED


class UsageFailure(CommandFailure):
    """The command line asks for something that makes no sense."""

    exit_code = ExitCode.USAGE


class CannotWrite(CommandFailure):
    """A file, folder, database or port that is to be written to is not to be had."""

    exit_code = ExitCode.CANNOT_WRITE


def tell(message: str) -> None:
    """Write one line to standard error, above the progress bar if one is drawn there."""
    tqdm.write("isnad: " + " ".join(message.split()), file=sys.stderr)
