"""What endpoints work with, as `create_app` put it into the application's state."""

from __future__ import annotations

from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Path, Request

from app.db import Database
from app.jobs.analyse import Analysis
from app.jobs.take import Intake
from app.limits import MAX_IDENTIFIER
from app.security.visitors import visitor_of


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _analysis(request: Request) -> Analysis:
    analysis: Analysis = request.app.state.analysis
    return analysis


def _intake(request: Request) -> Intake:
    # Made anew for each request, from the parts that live as long as the application.
    state = request.app.state
    return Intake(state.database, state.analysis, state.sandbox, state.network)


def _model_turn(request: Request) -> CapacityLimiter:
    limiter: CapacityLimiter = request.app.state.model_turn
    return limiter


def _export_places(request: Request) -> CapacityLimiter:
    limiter: CapacityLimiter = request.app.state.export_places
    return limiter


def _key_name(request: Request) -> str | None:
    key = visitor_of(request).key
    return None if key is None else key.name


TheDatabase = Annotated[Database, Depends(_database)]
TheAnalysis = Annotated[Analysis, Depends(_analysis)]
TheIntake = Annotated[Intake, Depends(_intake)]
ModelTurn = Annotated[CapacityLimiter, Depends(_model_turn)]
ExportPlaces = Annotated[CapacityLimiter, Depends(_export_places)]
KeyName = Annotated[str | None, Depends(_key_name)]

# What no identifier of ours looks like is not looked up: PostgreSQL would refuse a NUL.
IdentifierInPath = Annotated[str, Path(min_length=1, max_length=MAX_IDENTIFIER, pattern=r"^[\w.:-]+$")]
