"""The bytes of a response, unpacked with an eye on their size: a gzip bomb is a kilobyte that becomes a gigabyte."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from app.ingest.limits import MAX_SOURCE_BYTES
from app.ingest.problem import Problem, Unreadable

_AUTO = 32 + zlib.MAX_WBITS  # gzip or zlib, by the header


async def received(chunks: AsyncIterable[bytes], encoding: str) -> bytes:
    """Return the content of a response whose `Content-Encoding` is `encoding`.

    Raises `Unreadable`: `too_large` as soon as there are more than `MAX_SOURCE_BYTES`, `damaged`, `unknown_kind`.
    """
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Unreadable(Problem.UNKNOWN_KIND, "The server packed its answer in a way that nobody asked for.")
    unpacker = None if encoding in ("", "identity") else zlib.decompressobj(_AUTO)
    content = bytearray()
    packed = 0
    async for chunk in chunks:
        packed += len(chunk)
        try:
            content += chunk if unpacker is None else unpacker.decompress(chunk, MAX_SOURCE_BYTES + 1 - len(content))
        except zlib.error:
            raise Unreadable(Problem.DAMAGED, "The server's answer cannot be unpacked.") from None
        if len(content) > MAX_SOURCE_BYTES or packed > MAX_SOURCE_BYTES:
            raise Unreadable(Problem.TOO_LARGE, f"The document has more than {MAX_SOURCE_BYTES:,} bytes.")
    if unpacker is not None and not unpacker.eof:
        raise Unreadable(Problem.DAMAGED, "The server's answer breaks off.")
    return bytes(content)
