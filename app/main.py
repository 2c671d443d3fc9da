"""The service as one application: `create_app` names its parts in the order a request meets them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, FastAPI

from app.api import attributions, copies, decisions, documents, export, health, jobs, metrics, sources, speakers
from app.api.body_limit import BodyLimit
from app.api.failures import Failures
from app.api.idempotency import Idempotency
from app.api.openapi import DescribedApp, operation_id
from app.api.problems import add_problem_handlers
from app.db import Database
from app.ingest.fetch.network import PublicNetwork
from app.ingest.sandbox import Sandbox
from app.jobs.analyse import Analysis
from app.jobs.queue import JobQueue
from app.jobs.take import Intake
from app.limits import MAX_BODY_BYTES, MAX_EXPORTS_AT_ONCE, MAX_FOLLOWERS_AT_ONCE
from app.observe.requests import RequestLog
from app.review.routes import add_review
from app.security.access import needs
from app.security.cross_site import CrossSite
from app.security.headers import SecurityHeaders
from app.security.rates import RateLimits
from app.security.scope import Scope
from app.security.visitors import Visitors
from app.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Put the service together. Nothing is connected or loaded before a request needs it."""
    settings = settings or Settings()
    app = DescribedApp(
        title="Isnad",
        summary="Who said what about whom, in Arabic and English news.",
        version="1",
        lifespan=_lifespan,
        generate_unique_id_function=operation_id,
        docs_url=None,  # FastAPI's pages load their scripts from elsewhere
        redoc_url=None,
    )
    app.state.database = Database(settings.database_url)
    app.state.analysis = Analysis(app.state.database)
    app.state.sandbox = Sandbox()
    app.state.network = PublicNetwork()
    app.state.jobs = JobQueue(app.state.database, lambda: _intake(app), working=settings.worker)
    app.state.export_places = CapacityLimiter(MAX_EXPORTS_AT_ONCE)
    app.state.follower_places = CapacityLimiter(MAX_FOLLOWERS_AT_ONCE)

    # Each wraps those above it: a request meets the last one first.
    app.add_middleware(Idempotency, database=app.state.database, prefix="/v1/")
    app.add_middleware(RateLimits)
    app.add_middleware(Visitors, database=app.state.database)
    app.add_middleware(CrossSite)
    app.add_middleware(BodyLimit, most=MAX_BODY_BYTES)
    app.add_middleware(Failures)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog)
    add_problem_handlers(app)

    v1 = APIRouter(prefix="/v1")
    for part in (documents, copies, jobs, attributions, sources, export):
        v1.include_router(part.router, dependencies=needs(Scope.READ, Scope.WRITE))
    for part in (decisions, speakers):
        v1.include_router(part.router, dependencies=needs(Scope.READ, Scope.REVIEW))
    app.include_router(v1)
    app.include_router(health.router)
    app.include_router(metrics.router, dependencies=needs(Scope.READ, Scope.ADMIN))
    add_review(app)
    return app


def _intake(app: FastAPI) -> Intake:
    """Return what takes documents in, from the parts that live as long as the application."""
    return Intake(app.state.database, app.state.analysis, app.state.sandbox, app.state.network)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.jobs.start()
    yield
    await to_thread.run_sync(app.state.jobs.close)
    app.state.sandbox.close()
    app.state.database.close()
