"""The values that filters and forms offer, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.export.names import FormatName
from app.review.words import Edge
from app.store.decisions import Verdict
from nlp.types import LEVEL_OF_DETAIL, Act, Language, Level, SpeakerKind, Type

CHOICES: Final[Mapping[str, Any]] = {
    "levels": list(Level),
    "details": LEVEL_OF_DETAIL,
    "acts": list(Act),
    "types": list(Type),
    "languages": list(Language),
    "formats": list(FormatName),
    "kinds": list(SpeakerKind),
    "verdicts": list(Verdict),
    "edges": list(Edge),
}
