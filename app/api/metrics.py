"""`/metrics`: what this process has done, for Prometheus."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlmodel import col, func, select
from starlette.responses import Response

from app.api.dependencies import TheDatabase
from app.models import DocumentRow, JobRow
from app.observe.metrics import DOCUMENTS, JOBS
from app.store.job import JobState

# Those that are done are as many as there ever were.
_UNDONE: Final = (JobState.QUEUED.value, JobState.RUNNING.value, JobState.FAILED.value)

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"description": "Prometheus's text format.", "content": {"text/plain": {}}}},
)
def metrics(database: TheDatabase) -> Response:
    """Give the metrics of this process, and what the database knows."""
    with database.reading() as session:
        DOCUMENTS.set(session.exec(select(func.count()).select_from(DocumentRow)).one())
        states = select(JobRow.state, func.count()).where(col(JobRow.state).in_(_UNDONE)).group_by(JobRow.state)
        found = dict(session.exec(states).all())
    for state in _UNDONE:
        JOBS.labels(state).set(found.get(state, 0))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
