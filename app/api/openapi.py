"""The API's own description (OpenAPI), with what FastAPI cannot know: that every error is a problem document."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.api.idempotency import PARAMETER
from app.api.problems import MEDIA_TYPE, Problem

_SCHEMAS = "#/components/schemas/"


class DescribedApp(FastAPI):
    """A FastAPI application whose description lists a problem document as the answer to all that fails."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            problem = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}", mode="serialization")
            schemas: dict[str, Any] = document["components"]["schemas"]
            schemas.update({**problem.pop("$defs"), "Problem": problem})
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            for operations in document["paths"].values():
                for method, operation in operations.items():
                    if method == "post":
                        operation.setdefault("parameters", []).append(PARAMETER)
                    operation["responses"]["default"] = {
                        "description": "A problem (RFC 9457).",
                        "content": {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS + "Problem"}}},
                    }
                    operation["responses"].pop("422", None)
            self.openapi_schema = document
        return self.openapi_schema


def operation_id(route: APIRoute) -> str:
    """Name an operation as its function: that is what generated clients will call it."""
    return route.name
