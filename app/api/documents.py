"""`/v1/documents`: texts come in and their records go out."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response, status

from app.api.bodies import DocumentPage, DocumentQuery, StoredDocument
from app.api.conditions import IfMatch, IfNoneMatch, check_match, entity_tag, is_known, not_modified
from app.api.dependencies import IdentifierInPath, TheDatabase, TheJobs
from app.api.forms import OF_ONE, Asked, TheAccept, chosen, described, headers, written
from app.api.incoming import REQUEST_BODY, TheIncoming
from app.api.paging import link_next
from app.api.prefer import PREFER, ThePatience
from app.api.problems import FieldError, ProblemResponse
from app.db import Database
from app.export.names import FormatName
from app.store import document_list, documents
from app.store.documents import Kept, Stored
from app.store.export import Exported
from app.store.job import Job, JobProblem, Kind
from nlp.types import DocumentRecord

router = APIRouter(prefix="/documents", tags=["documents"])


@router.post(
    "",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=Job,
    responses={
        503: {},
        200: {"model": DocumentRecord, "description": "The text was known already."},
        201: {"model": DocumentRecord, "description": "The client waited, and the document is there."},
    },
    openapi_extra={**REQUEST_BODY, **PREFER},
)
async def post_document(
    new: TheIncoming, response: Response, patience: ThePatience, queue: TheJobs, database: TheDatabase
) -> Response | Job:
    """Have a text, an address or a file taken in. What is known is answered with what was kept first; a feed with its
    job, which names a job for each article."""
    asked = await to_thread.run_sync(queue.ask, new.what, new.told)
    if isinstance(asked, Stored):
        return await _record(database, asked.id, status.HTTP_200_OK, response)
    job = await patience.wait_for(asked.job, database)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    if job.problem is not None:
        return _failed(job, job.problem, response)
    if job.document is None:
        response.status_code = status.HTTP_200_OK if job.finished else status.HTTP_202_ACCEPTED
        return job
    new_to_client = asked.first and job.new_document
    return await _record(
        database, job.document, status.HTTP_201_CREATED if new_to_client else status.HTTP_200_OK, response
    )


@router.post(
    "/{identifier}/analyse",
    status_code=status.HTTP_202_ACCEPTED,
    responses={200: {"model": Job, "description": "The client waited, and the job is finished."}},
    openapi_extra=PREFER,
)
async def analyse_again(
    identifier: IdentifierInPath, response: Response, patience: ThePatience, queue: TheJobs, database: TheDatabase
) -> Job:
    """Have a document analysed again with the present engine. What somebody has decided about stays; the job tells what
    has changed. A client that waits for it is answered with 200."""
    asked = await to_thread.run_sync(queue.ask_again, identifier)
    job = await patience.wait_for(asked, database)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    if job.finished:
        response.status_code = status.HTTP_200_OK
    return job


async def _record(database: Database, identifier: str, code: int, response: Response) -> Response:
    record, _ = await to_thread.run_sync(documents.get, database, identifier)
    response.headers["Location"] = f"/v1/documents/{identifier}"
    return Response(record.model_dump_json(), code, dict(response.headers), "application/json")


def _failed(job: Job, problem: JobProblem, response: Response) -> Response:
    """Return the answer to a client that waited: why its job failed, and where the job is."""
    errors = [FieldError(pointer="#/text", detail=problem.detail)] if job.kind is Kind.TEXT else None
    return ProblemResponse(problem.status, problem.code, problem.detail, errors, dict(response.headers))


@router.get("")
def list_documents(
    query: Annotated[DocumentQuery, Query()], request: Request, response: Response, database: TheDatabase
) -> DocumentPage:
    """List documents, by default in the order they came."""
    page = document_list.page(database, query, query.limit, query.cursor, query.sort)
    link_next(request, response, page.next_cursor)
    return DocumentPage(items=page.items, next_cursor=page.next_cursor)


@router.delete("/{identifier}", status_code=status.HTTP_204_NO_CONTENT)
def delete_document(identifier: IdentifierInPath, database: TheDatabase, if_match: IfMatch = None) -> None:
    """Delete a document, its text, its attributions and what was decided about them.

    No condition is demanded: whoever deletes wants it gone in whatever state. With `If-Match` nobody's work goes that
    the sender has not seen.
    """

    def check(kept: Kept) -> None:
        check_match(if_match, (entity_tag(kept.version, form) for form in OF_ONE))

    documents.delete(database, identifier, check if if_match else None)


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
    if_none_match: IfNoneMatch = None,
) -> StoredDocument | Response:
    """Give a document's record, as it stands after review, and its original text; or its attributions in one of the
    other forms."""
    name = chosen(asked, accept, OF_ONE)
    kept = documents.look(database, identifier)
    record, text = kept.standing, kept.text
    told = {**headers(name, asked, identifier), "ETag": entity_tag(kept.version, name)}
    if is_known(if_none_match, told["ETag"]):
        return not_modified(told)
    if name is not FormatName.JSON:
        rows = [Exported(record.document, one.model_dump_json(), text) for one in record.attributions]
        return written(name, rows or [Exported(record.document, None, text)], told)
    response.headers.update(told)
    return StoredDocument(document=record.document, attributions=record.attributions, text=text)
