"""Writing the files that a person names: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.cli.failure import CannotWrite


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Give a file that stands at `path` once the block has ended well, and leaves what was there if it has not.

    What is no plain file (a device, a pipe) is written to directly. Raises `CannotWrite`.
    """
    if path.exists() and not path.is_file():
        with telling(path), path.open("wb") as file:
            yield file
        return
    with telling(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with telling(path):
            with os.fdopen(handle, "wb") as file:
                yield file
            # mkstemp makes a file for its owner alone; the result is as open as any other new file.
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def folder_for_output(path: Path) -> Path:
    """Return `path`, made a folder if it is not there. Raises `CannotWrite` when it cannot be, or not be written to."""
    with telling(path):
        path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK | os.X_OK):
        raise CannotWrite(f"{path}: cannot be written to (Permission denied)")
    return path


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn the operating system's refusal to write to `path` into `CannotWrite`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be written to ({error.strerror or error})") from None
