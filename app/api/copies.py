"""`/v1/documents/{id}/copies`: which documents tell the same story in nearly the same words."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.dependencies import IdentifierInPath, TheDatabase
from app.store import copies

router = APIRouter(prefix="/documents", tags=["documents"])


class DocumentCopy(BaseModel):
    """A document that says nearly what an earlier one says."""

    document: str
    first: str = Field(description="The id of the first document of the story.")
    similarity: float = Field(description="The estimated share of runs of four words that both have.")


@router.get("/{identifier}/copies")
def list_copies(identifier: IdentifierInPath, database: TheDatabase) -> list[DocumentCopy]:
    """List the copies of a document's story, the oldest first; empty when it is nobody's copy and has none."""
    return [
        DocumentCopy(document=copy.document, first=copy.first, similarity=copy.similarity)
        for copy in copies.copies_of(database, identifier)
    ]
