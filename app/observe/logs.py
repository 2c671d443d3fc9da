"""How log lines look: JSON for machines, columns for a terminal, the same for our own lines and for libraries'.

Code logs with Python's `logging`, with `extra` for whatever is a value; how it is shown is structlog's. Nothing shows
local variables: they may hold a key or somebody's text.
"""

from __future__ import annotations

import logging
import sys

import structlog


def set_up_logging() -> None:
    """Let all log lines of this process go to standard error: ours from INFO, libraries' from WARNING."""
    for_terminal = sys.stderr.isatty()
    renderer: structlog.typing.Processor
    if for_terminal:
        renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    else:
        renderer = structlog.processors.JSONRenderer()  # in ASCII: no log viewer is led astray by a direction mark
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso"),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *([] if for_terminal else [structlog.processors.format_exc_info]),
            renderer,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("app").setLevel(logging.INFO)
