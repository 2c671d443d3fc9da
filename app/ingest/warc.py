"""Web archives (WARC, ISO 28500): the pages in them, as their servers sent them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from app.ingest.items import Raw, Refused
from app.ingest.limits import MAX_SOURCE_BYTES, MAX_URL
from app.ingest.problem import Problem

_READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


def pages(path: Path) -> Iterator[Raw | Refused]:
    """Give each page of the archive with its bytes; pictures, scripts and failed requests are left out."""
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                url = (record.rec_headers.get_header("WARC-Target-URI") or "")[: MAX_URL + 1]
                kind = (record.http_headers.get_header("Content-Type") or "").lower()
                media_type, _, parameters = kind.partition(";")
                if record.http_headers.get_statuscode() != "200" or media_type.strip() not in _READ:
                    continue
                content = record.content_stream().read(MAX_SOURCE_BYTES + 1)
                place = (
                    url if url.startswith(("http://", "https://")) and len(url) <= MAX_URL else f"{path}:{url[:200]}"
                )
                if len(content) > MAX_SOURCE_BYTES:
                    yield Refused(place, Problem.TOO_LARGE, f"longer than {MAX_SOURCE_BYTES:,} bytes")
                    continue
                charset = parameters.partition("charset=")[2].strip().strip("\"'") or None
                yield Raw(place, content, url=place, media_type=media_type.strip(), charset=charset)
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
            message = f"not a whole web archive ({type(error).__name__}); what is behind this place was not read"
            yield Refused(str(path), Problem.DAMAGED, message)
