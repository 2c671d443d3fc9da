"""`/v1/documents`: texts come in and their records go out."""

from __future__ import annotations

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request, Response, status

from app.api.bodies import DocumentPage, DocumentQuery, StoredDocument
from app.api.dependencies import IdentifierInPath, ModelTurn, TheAnalysis, TheDatabase, TheIntake
from app.api.forms import OF_ONE, Asked, TheAccept, chosen, described, headers, written
from app.api.incoming import REQUEST_BODY, TheIncoming
from app.api.paging import link_next
from app.errors import Busy
from app.export.names import FormatName
from app.ingest.items import Link
from app.limits import MAX_WAITING_TEXTS
from app.store import documents
from app.store.export import Exported
from nlp.types import Article, DocumentRecord

router = APIRouter(prefix="/documents", tags=["documents"])


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses={200: {"model": DocumentRecord, "description": "The text was known already."}},
    openapi_extra=REQUEST_BODY,
)
async def post_document(
    new: TheIncoming,
    response: Response,
    analysis: TheAnalysis,
    intake: TheIntake,
    database: TheDatabase,
    turn: ModelTurn,
) -> DocumentRecord:
    """Analyse a text, an address or a file and keep its record. What is known is answered with what was kept first."""
    what = new.what
    if isinstance(what, Article):
        stored = await to_thread.run_sync(analysis.known, what.text)
        if stored is None:
            _check_waiting(turn)
            # Whoever waits for the model waits here and not in a thread: there are few, and others need them.
            stored = await to_thread.run_sync(analysis.ingest, what, limiter=turn)
    else:
        raw = await intake.fetch(what) if isinstance(what, Link) else what
        reading = await to_thread.run_sync(intake.read, raw)
        _check_waiting(turn)
        stored = await to_thread.run_sync(intake.store, raw, reading, new.told, limiter=turn)
    record, _ = await to_thread.run_sync(documents.get, database, stored.id)
    response.headers["Location"] = f"/v1/documents/{stored.id}"
    response.status_code = status.HTTP_201_CREATED if stored.new else status.HTTP_200_OK
    return record


def _check_waiting(turn: CapacityLimiter) -> None:
    if turn.statistics().tasks_waiting >= MAX_WAITING_TEXTS:
        raise Busy("Too many texts are waiting to be analysed.")


@router.get("")
def list_documents(
    query: Annotated[DocumentQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> DocumentPage:
    """List documents in the order they came."""
    page = documents.page(database, query, query.limit, query.cursor)
    link_next(request, response, page.next_cursor)
    return DocumentPage(items=page.items, next_cursor=page.next_cursor)


@router.delete("/{identifier}", status_code=status.HTTP_204_NO_CONTENT)
def delete_document(identifier: IdentifierInPath, database: TheDatabase) -> None:
    """Delete a document, its text and its attributions."""
    documents.delete(database, identifier)


@router.get(
    "/{identifier}",
    response_model=StoredDocument,
    responses={200: {"content": described({"application/json": {}}, OF_ONE)}},
)
def get_document(
    identifier: IdentifierInPath,
    response: Response,
    database: TheDatabase,
    asked: Asked = None,
    accept: TheAccept = None,
) -> StoredDocument | Response:
    """Give a document's record and its original text, or its attributions in one of the other forms."""
    name = chosen(asked, accept, OF_ONE)
    record, text = documents.get(database, identifier)
    if name is not FormatName.JSON:
        rows = [Exported(record.document, one.model_dump_json(), text) for one in record.attributions]
        return written(name, asked, identifier, rows or [Exported(record.document, None, text)])
    response.headers.update(headers(name, asked, identifier))
    return StoredDocument(document=record.document, attributions=record.attributions, text=text)
