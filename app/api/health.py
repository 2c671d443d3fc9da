"""`/healthz`: whether this process can serve."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from app.api.dependencies import TheDatabase

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
