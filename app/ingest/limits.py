"""Every limit of reading documents in, each with its reason. A limit that is met is a problem that is told, never a
shortened text."""

from __future__ import annotations

from typing import Final

MAX_SOURCE_BYTES: Final = 24 * 1024 * 1024
"""A newspaper's PDF with its pictures is a few megabytes, a page with everything inlined one or two."""

MAX_REDIRECTS: Final = 10
"""Shorteners and consent pages need three or four; browsers give up at twenty."""

FETCH_SECONDS: Final = 30.0
"""From the first look-up of the name to the last byte, all redirects together: a person is waiting. A server that sends
one byte now and then would hold any limit on a single read for hours."""

CONNECT_SECONDS: Final = 10.0
"""One address that does not answer must leave time for the next one."""

MAX_HEADER_BYTES: Final = 64 * 1024
"""Of a response. Cookies and policies make some kilobytes."""

PARSE_CPU_SECONDS: Final = 12
"""Of the child process for one document. The slowest honest page takes one second, a page of a PDF a tenth."""

PARSE_WALL_SECONDS: Final = 60.0
"""For one document, whatever the child does: on a machine with more to do its seconds of processor take longer."""

PARSE_MEMORY_BYTES: Final = 1024 * 1024 * 1024
"""The address space of the child. The libraries take 300 MB of it, a page of 20 MB as a tree some 300 MB more."""

CHILD_DOCUMENTS: Final = 500
"""After this many documents the child is replaced: what its libraries leak or remember goes with it."""

CHILD_START_SECONDS: Final = 60.0
"""Importing the libraries takes one or two seconds; on a machine that is busy, much longer."""

MAX_ANSWER_BYTES: Final = 64 * 1024 * 1024
"""What the child may send back: the longest text that the engine takes, escaped, with room for what goes with it."""

MAX_HTML_DEPTH: Final = 500
"""Elements inside elements. Pages made by machines reach sixty; libxml2 stops building the tree at 2,048, and what lies
deeper would be lost without a word."""

MAX_PDF_PAGES: Final = 1_000
"""The longest report that is one document. A page takes a tenth of a second."""

MAX_FEED_ENTRIES: Final = 500
"""Feeds hold ten to a hundred; each entry is a request to somebody's server."""

MAX_FIELD: Final = 1_000
"""Code points of a title, a publisher, an author or an address in a document. Longer ones are left out, or cut at this
length if they are for people to read."""

MAX_URL: Final = 2_048
"""Longer addresses are refused by servers and by most programs."""

MAX_CSV_FIELD: Final = 8_000_000
"""Bytes: the longest text that the engine takes, in UTF-8."""
