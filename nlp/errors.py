"""What the engine refuses, as one small tree:

ValueError
└── RefusedText     the text cannot be read at all; the message says why, in words for whoever sent it
"""

from __future__ import annotations


class RefusedText(ValueError):  # noqa: N818 - it names what happened to the text, as the messages do
    """The text is empty, too long or not text. `str(error)` is one sentence that can be shown to a person."""
