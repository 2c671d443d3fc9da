"""The console script `isnad`: the list of its commands, and what every one of them does with a failure.

Nothing heavy is imported here or at the head of a command's file: `isnad --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from app.cli.export import export
from app.cli.extract import extract
from app.cli.failure import ExitCode, tell
from app.cli.ingest import ingest
from app.cli.keys import keys
from app.cli.migrate import migrate
from app.cli.samples import samples
from app.cli.serve import serve
from app.cli.worker import worker

EXIT_CODES = (
    "Exit codes: 0 everything was done; 1 some input was refused (a line on standard error says which and why, the "
    "rest was done); 2 the command line makes no sense; 3 a file, the database or the port could not be had; 130 "
    "interrupted."
)

app = typer.Typer(
    name="isnad",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True, epilog=EXIT_CODES)
def _without_a_command(context: typer.Context) -> None:
    """Find who said what about whom in Arabic and English news."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for command in (extract, ingest, export, serve, worker, migrate, samples):
    app.command(epilog="`isnad --help` lists the exit codes.")(command)
app.add_typer(keys, name="keys")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (by default the process's own) name, and return the process's exit code.

    Whatever a person can mend is told in one line on standard error; only a defect of Isnad itself shows a traceback.
    """
    try:
        code: int | None = app(args=arguments, prog_name="isnad", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as failure:
        tell(failure.format_message())
        return failure.exit_code
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of standard output has gone (`isnad export | head`): nothing is wrong, and there is nobody to tell.
        _let_go_of_standard_output()
        return ExitCode.DONE
    except OSError as error:
        if error.errno is None:
            raise  # not from the operating system: a library's own use of the class
        tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
        if error.filename is None:
            _let_go_of_standard_output()
        return ExitCode.CANNOT_WRITE
    return code or ExitCode.DONE


def _let_go_of_standard_output() -> None:
    """Send what is still buffered nowhere: Python would try to write it once more at its end, and fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
