"""The child process that reads strangers' documents: `python -m app.ingest.child NUMBER`, started by
`app.ingest.sandbox` with an open connection under that file number, and by nobody else.

Everything is imported before the limits are set. One request after the other comes as a `Request` in JSON and the
document's bytes; each is answered with an `Answer` in JSON.
"""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection

from app.ingest.confine import allow_seconds, confine
from app.ingest.exchange import Answer, Request
from app.ingest.feed import read_feed
from app.ingest.html.page import read_html
from app.ingest.limits import MAX_SOURCE_BYTES
from app.ingest.pdf.document import read_pdf
from app.ingest.plain import read_plain
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind, Reading


def read(request: Request, content: bytes) -> Answer:
    """Read one document. Whatever the libraries raise over it becomes a problem: their errors are the document's."""
    try:
        return Answer(reading=_reading(request, content))
    except Unreadable as refusal:
        return Answer(problem=refusal.problem, message=str(refusal))
    except MemoryError:
        return Answer(problem=Problem.TOO_COSTLY, message="Reading the document takes more memory than is allowed.")
    except RecursionError:
        return Answer(problem=Problem.TOO_DEEP, message="The document nests its parts too deeply.")
    except Exception as error:
        return Answer(problem=Problem.DAMAGED, message=f"The document cannot be read ({type(error).__name__}).")


def _reading(request: Request, content: bytes) -> Reading:
    if request.kind is Kind.HTML:
        return read_html(content, request.charset, request.address)
    if request.kind is Kind.PDF:
        return read_pdf(content)
    if request.kind is Kind.FEED:
        return read_feed(content, request.address)
    return read_plain(content, request.charset)


def main() -> None:
    """Serve requests until the connection closes."""
    connection = Connection(int(sys.argv[1]))
    confine()
    connection.send_bytes(b"ready")
    while True:
        try:
            request = Request.model_validate_json(connection.recv_bytes())
            content = connection.recv_bytes(MAX_SOURCE_BYTES)
        except EOFError:
            return
        allow_seconds()
        answer = read(request, content)
        del content
        connection.send_bytes(answer.model_dump_json().encode())


if __name__ == "__main__":
    main()
