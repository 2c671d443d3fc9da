"""Reading the archives of the corpora: what is in them, as text.

The folder is laid out as its own README lists it. Nothing is unpacked to disk and nothing of it enters the project.
"""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file compressed with xz."""
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        yield from handle


def members(archive: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield every file in a compressed tar whose path matches `pattern` as (name without its last ending, text), in
    the order of the archive."""
    with tarfile.open(archive, "r:*") as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            handle = tar.extractfile(member) if path.match(pattern) else None
            if handle is not None:
                yield path.stem, handle.read().decode("utf-8", errors="replace")


def joined(tokens: Iterable[str]) -> str:
    """Return tokens as running text, one sentence a line: an empty token ends a sentence."""
    return "\n".join(sentence.strip() for sentence in " ".join(token or "\n" for token in tokens).split("\n"))
