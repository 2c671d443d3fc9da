"""The tables. Importing this package makes all of them known to `SQLModel.metadata`."""

from app.models.attribution import AboutRow, AttributionRow
from app.models.decision import DecisionRow, ReviewRow
from app.models.document import DocumentRow
from app.models.idempotency import IdempotencyRow
from app.models.job import JobRow
from app.models.key import KeyRow, SessionRow
from app.models.linked import (
    EntityLinkRow,
    LinkedSpeakerRow,
    SpeakerKeyRow,
    SpeakerLinkRow,
    SpeakerMergeRow,
    SpeakerNameRow,
)
from app.models.listed import ListedRow, SearchedRow
from app.models.named import EntityRow, SpeakerRow
from app.models.source import BandRow, CopyRow, FingerprintRow, SourceRow

__all__ = [
    "AboutRow",
    "AttributionRow",
    "BandRow",
    "CopyRow",
    "DecisionRow",
    "DocumentRow",
    "EntityLinkRow",
    "EntityRow",
    "FingerprintRow",
    "IdempotencyRow",
    "JobRow",
    "KeyRow",
    "LinkedSpeakerRow",
    "ListedRow",
    "ReviewRow",
    "SearchedRow",
    "SessionRow",
    "SourceRow",
    "SpeakerKeyRow",
    "SpeakerLinkRow",
    "SpeakerMergeRow",
    "SpeakerNameRow",
    "SpeakerRow",
]
