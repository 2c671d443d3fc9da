"""`/healthz` and `/readyz`: whether this process lives, and whether it can serve."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.api.dependencies import TheDatabase
from app.errors import NotReady
from app.jobs.analyse import models_missing
from app.store.migrate import is_current

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process answers and reaches its database."""

    status: Literal["ok"] = "ok"


@router.get("/healthz")
def healthz(database: TheDatabase) -> Health:
    """Answer once the database has answered."""
    with database.reading() as session:
        session.connection().execute(text("SELECT 1"))
    return Health()


@router.get("/readyz", responses={503: {}})
def readyz(database: TheDatabase) -> Health:
    """Answer once the database has the present tables and the engine its models: until then, send others."""
    try:
        current = is_current(database)
    except DBAPIError:
        raise NotReady("The database does not answer.") from None
    if not current:
        raise NotReady("The database does not have the present tables: `isnad migrate` makes them.")
    missing = models_missing()
    if missing:
        raise NotReady(f"{len(missing)} file(s) of the engine's models are not there.")
    return Health()
