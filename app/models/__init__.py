"""The tables. Importing this package makes all of them known to `SQLModel.metadata`."""

from app.models.attribution import AboutRow, AttributionRow
from app.models.decision import DecisionRow, ReviewRow
from app.models.document import DocumentRow
from app.models.named import EntityRow, SpeakerRow

__all__ = ["AboutRow", "AttributionRow", "DecisionRow", "DocumentRow", "EntityRow", "ReviewRow", "SpeakerRow"]
