"""Reading the files that a person names: text in UTF-8, or a refusal that says what is wrong with the file.

The text is kept exactly as it is, line ends and byte order mark included: the offsets of a record count its code
points, and whoever decodes the file's bytes as UTF-8 must find the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.cli.failure import InputRefused
from nlp.limits import MAX_TEXT_LENGTH

# UTF-8 takes four bytes for a code point at most: no text that the engine takes is longer. A file beyond this is a
# mistake (a disk image, a device without an end), and reading it whole would only exhaust the memory.
MOST_BYTES = 4 * MAX_TEXT_LENGTH


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Give the file at `path`, open. Raises `InputRefused` when it is missing, a folder or not to be read."""
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputRefused(f"{path}: no such file") from None
    except IsADirectoryError:
        raise InputRefused(f"{path}: a folder, not a file") from None
    except OSError as error:
        raise InputRefused(f"{path}: cannot be read ({error.strerror or error})") from None


def read_text(path: Path) -> str:
    """Return the text of the file at `path`.

    Raises `InputRefused` when there is no such file, when it is a folder, cannot be read, is empty or blank, is longer
    than `MOST_BYTES`, or holds bytes that are not UTF-8 text.
    """
    with reading(path) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InputRefused(f"{path}: longer than {MOST_BYTES:,} bytes")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path}: not UTF-8 text (byte 0x{content[error.start]:02x} at {error.start})") from None
    if "\0" in text:
        raise InputRefused(f"{path}: not text (NUL at character {text.index(chr(0))})")
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputRefused(f"{path}: empty")
    return text
