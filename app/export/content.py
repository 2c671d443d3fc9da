"""What was said, in one string: for forms that have one place for it."""

from __future__ import annotations

from nlp.types import Attribution

# Between pieces of a content that the text interrupts; a reader knows by it that something is left out.
GAP = " … "


def words(attribution: Attribution) -> str:
    """Return the pieces of a content joined by `GAP`; empty for a refusal to comment."""
    return GAP.join(piece.text for piece in attribution.content)
