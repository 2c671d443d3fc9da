"""The API's own description (OpenAPI), with what FastAPI cannot know: which problems an operation can answer with, and
an example of everything that goes in or out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.api import examples
from app.api.idempotency import PARAMETER
from app.api.problems import MEDIA_TYPE, Problem
from app.export.formats import FORMATS
from app.ingest.entry import NewDocument

Description = dict[str, Any]

_SCHEMAS: Final = "#/components/schemas/"
_TAGS: Final = {
    "documents": "Texts that were analysed, with who said what in each.",
    "jobs": "What was asked for and takes a while: how far it is, and what it came to.",
    "attributions": "Who said what, across documents, and what reviewers decided about it.",
    "speakers": "Who spoke, as one person or organisation across documents, spellings and scripts.",
    "sources": "Where documents were found, what stood there, and what could not be read.",
    "export": "Everything that matches, in forms that others load.",
    "health": "Whether the service works, and how much it does.",
}
_ABOUT: Final = (
    "Every attributed statement of Arabic and English news, with its speaker, sourcing and place in the text. Offsets "
    "count Unicode code points of the original text. Every error is a problem document (RFC 9457)."
)
_PROBLEMS: Final = {
    400: "The body cannot be read.",
    401: "Nobody knows who is asking.",
    403: "Whoever is asking may do other things, but not this.",
    404: "There is nothing by this id.",
    406: "It comes in none of the forms that the client takes.",
    409: "Something that is still going on stands in the way.",
    412: "It is not what it was when the client read it.",
    413: "The body is larger than any permitted text.",
    415: "A body of this media type is none that can be read.",
    422: "The request can be read, but makes no sense.",
    428: "The request does not say what it is a change of.",
    429: "More requests than the sender may make in a minute.",
    503: "Too much of this work is under way.",
}


class DescribedApp(FastAPI):
    """A FastAPI application that describes its problems, examples and tags."""

    def openapi(self) -> Description:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            document["info"]["description"] = _ABOUT
            document["info"]["license"] = {"name": "Apache 2.0", "identifier": "Apache-2.0"}
            _add_shapes(document["components"])
            operations = [one for methods in document["paths"].values() for one in methods.values()]
            used = {tag for operation in operations for tag in operation["tags"]}
            document["tags"] = [{"name": tag, "description": text} for tag, text in _TAGS.items() if tag in used]
            for path, methods in document["paths"].items():
                for method, operation in methods.items():
                    _describe(path, method, operation, document["components"]["schemas"])
            self.openapi_schema = document
        return self.openapi_schema


def operation_id(route: APIRoute) -> str:
    """Name an operation as its function: that is what generated clients will call it."""
    return route.name


def _add_shapes(components: Description) -> None:
    """Add the shapes that endpoints read or write without FastAPI's help, and an answer for each problem."""
    for shape, mode in ((Problem, "serialization"), (NewDocument, "validation")):
        schema = shape.model_json_schema(ref_template=_SCHEMAS + "{model}", mode=mode)  # type: ignore[arg-type]
        components["schemas"].update({**schema.pop("$defs", {}), shape.__name__: schema})
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    components["responses"] = {
        "problem": _problem("A problem (RFC 9457).", None),
        **{f"problem{status}": _problem(text, status) for status, text in _PROBLEMS.items()},
    }


def _problem(text: str, status: int | None) -> Description:
    content: Description = {"schema": {"$ref": _SCHEMAS + "Problem"}}
    if status is not None:
        word = HTTPStatus(status).phrase
        code = word.lower().replace(" ", "_")
        content["example"] = Problem(title=word, status=status, code=code, detail=text).model_dump(exclude_none=True)
    return {"description": text, "content": {MEDIA_TYPE: content}}


def _describe(path: str, method: str, operation: Description, shapes: Description) -> None:
    """Add to an operation what it can refuse, its key against doing things twice, and examples."""
    sentence, _, rest = operation["description"].replace("\n", " ").partition(". ")
    operation["summary"] = sentence.strip().rstrip(".")
    operation["description"] = rest.strip() or operation["description"]
    if method == "post":
        operation.setdefault("parameters", []).append(PARAMETER)
    for parameter in operation.get("parameters", ()):
        _, _, kind, *_ = path.split("/")
        if parameter["name"] == "identifier" and kind in examples.OF_PATH:
            parameter["example"] = examples.OF_PATH[kind]
    responses: Description = operation["responses"]
    refusals = _refusals(path, method, operation) | {status for status in _PROBLEMS if responses.pop(str(status), None)}
    for status in sorted(refusals):
        responses[str(status)] = {"$ref": f"#/components/responses/problem{status}"}
    responses["default"] = {"$ref": "#/components/responses/problem"}
    _add_headers(operation)
    contents = [operation.get("requestBody", {}).get("content", {})]
    contents += [answer.get("content", {}) for answer in responses.values()]
    for content in contents:
        for media_type, form in content.items():
            _add_example(media_type, form, shapes)


def _refusals(path: str, method: str, operation: Description) -> set[int]:
    """Return the problems that an operation with these parts can answer with. Others are told by `responses` of the
    endpoint."""
    parameters = {one["name"].lower() for one in operation.get("parameters", ())}
    found: set[int] = {422} if parameters or "requestBody" in operation else set()
    if operation.get("security"):
        found |= {401, 403, 429}
    if "{" in path:
        found.add(404)
    if "format" in parameters:
        found.add(406)
    if "if-match" in parameters:
        found |= {412, 428} if method == "post" else {412}
    if method == "post":
        found.add(409)
    if "requestBody" in operation:
        found |= {400, 413, 415} if len(operation["requestBody"]["content"]) > 1 else {400, 413}
    return found


def _add_headers(operation: Description) -> None:
    """Add the headers that answers have, and the answer to whoever has everything already."""
    parameters = {one["name"].lower() for one in operation.get("parameters", ())}
    responses: Description = operation["responses"]
    for status in responses.keys() & {"200", "201", "202"}:
        headers = responses[status].setdefault("headers", {})
        if "if-none-match" in parameters:
            headers["ETag"] = _header("A strong tag of what was sent, for `If-None-Match` and `If-Match`.")
        if "cursor" in parameters:
            headers["Link"] = _header('`<...>; rel="next"` (RFC 8288): the next page, unless this is the last.')
        if "prefer" in parameters:
            headers["Location"] = _header("Where the document is, or the job while there is none.")
        if not headers:
            del responses[status]["headers"]
    if "if-none-match" in parameters:
        responses["304"] = {
            "description": "What the client has is still right.",
            "headers": responses["200"]["headers"],
        }


def _header(text: str) -> Description:
    return {"description": text, "schema": {"type": "string"}}


def _add_example(media_type: str, form: Description, shapes: Description) -> None:
    if "example" in form or "examples" in form:
        return
    schema: Description = form.get("schema", {})
    if media_type in _FORMS and "$ref" not in schema and "items" not in schema:
        form["example"] = examples.of_form(media_type)
    elif schema and schema.get("format") != "binary":
        form["example"] = examples.of_schema(schema, shapes)
    elif media_type.startswith("text/"):
        form["example"] = examples.TEXT


_FORMS: Final = frozenset(form.media_type for form in FORMATS.values())
