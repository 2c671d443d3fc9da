"""Every command of docs/api.md is run, in its order, against a server on a real socket."""

from __future__ import annotations

import functools
import json
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from fastapi import FastAPI
from starlette.routing import compile_path

from app.security import keys
from app.security.scope import Scope

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^curl (?:[^']|'[^']*')*?$", "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)), re.M)
SERVER = "http://127.0.0.1:8000"
# Seconds: the first text waits for the models, and the machine may be busy with something else.
PATIENCE = 300


def curl(command: str, address: str) -> httpx.Response:
    """Do what the command does, for the few options that the page uses."""
    words = iter(shlex.split(command)[1:])
    method, url, data, headers = "GET", "", [], {}
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-G" | "-N":
                pass
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-d":
                data.append(next(words))
            case "--data-urlencode":
                name, _, value = next(words).partition("=")
                data.append(f"{name}={quote(value)}")
            case "-o":
                next(words)
            case _:
                assert not word.startswith("-"), word
                url = word.replace(SERVER, address)
    if method == "GET":
        return httpx.get(url + ("?" + "&".join(data) if data else ""), headers=headers, timeout=PATIENCE)
    return httpx.request(method, url, content="".join(data), headers=headers, timeout=PATIENCE)


def listed_in(command: str, response: httpx.Response) -> dict[str, str]:
    """What later commands call the one thing that this command's list has."""
    names = {"/v1/sources?": "SOURCE_ID", "q=haddad": "SPEAKER_ID", "q=سعد": "OTHER_ID", "/merges?": "MERGE_ID"}
    name = next((name for part, name in names.items() if part in command and "speaker=haddad" not in command), None)
    if name is None:
        return {}
    (one,) = response.json()["items"]
    return {name: one["id"]}


def what_failed(address: str, command: str) -> dict[str, str]:
    """Have something fail, for a command that tries it again; return what the command calls it."""
    wait = {"Prefer": f"wait={PATIENCE}"}
    if "/jobs/REFUSED/" in command:
        refused = httpx.post(f"{address}/v1/documents", json={"text": " "}, headers=wait, timeout=PATIENCE)
        return {"REFUSED": refused.headers["location"].rpartition("/")[2]}
    if "/sources/UNREADABLE/" in command:
        headers = {**wait, "Content-Type": "application/pdf"}
        httpx.post(f"{address}/v1/documents", content=b"no PDF", headers=headers, timeout=PATIENCE)
        (unreadable,) = httpx.get(f"{address}/v1/sources?failed=true", timeout=PATIENCE).json()["items"]
        return {"UNREADABLE": unreadable["id"]}
    return {}


def operation_of(method: str, path: str, paths: dict[str, Any]) -> str | None:
    """Return which operation a request is: of several that fit, the one with the fewest parts left open."""
    fitting = [one for one in paths if method.lower() in paths[one] and compile_path(one)[0].match(path)]
    return f"{method} {min(fitting, key=lambda one: one.count('{'))}" if fitting else None


def test_the_table_and_the_commands_are_the_endpoints(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    operations = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    rows = re.findall(r"^\| `([A-Z]+ /[^`]+)` \|", PAGE, re.MULTILINE)
    assert sorted(row.replace("{id}", "{identifier}") for row in rows) == sorted(operations)
    asked = (re.search(rf"(?:-X (\w+) .*?)?{SERVER}(/[^?' ]*)", command) for command in COMMANDS)
    assert {operation_of(one[1] or "GET", one[2], paths) for one in asked if one} == operations


def test_the_commands_do_what_the_page_says(app: FastAPI, address: str) -> None:
    identifiers: dict[str, str] = {}
    for command in COMMANDS:
        identifiers |= what_failed(address, command)
        if "Bearer KEY" in command:  # from here on every command needs it
            identifiers["Bearer KEY"] = f"Bearer {keys.make(app.state.database, 'City desk', [Scope.READ])}"
            assert httpx.get(f"{address}/v1/documents").status_code == 401
        response = curl(functools.reduce(lambda line, one: line.replace(*one), identifiers.items(), command), address)
        assert response.is_success, (command, response.text)
        identifiers |= listed_in(command, response)
        if command.endswith("/content -o found.bin"):
            assert response.text == "The port will close on Friday, said Dana Saad."
        elif command.startswith("curl -X POST") and "/decisions" in command:
            assert response.json()["after"]["verdict"] == "accepted"
            identifiers["DECISION_NUMBER"] = str(response.json()["number"])
        elif response.status_code == 202:
            identifiers["JOB_ID"] = response.json()["id"]
            assert response.headers["location"] == f"/v1/jobs/{identifiers['JOB_ID']}"
        elif command.endswith("JOB_ID/events"):
            assert "event: done" in response.text
        elif "application/json" in command and "/merges" not in command:
            record = response.json()
            identifiers["DOCUMENT_ID"] = record["document"]["id"]
            identifiers["ATTRIBUTION_ID"] = record["attributions"][0]["id"]
            assert response.headers["location"] == f"/v1/documents/{identifiers['DOCUMENT_ID']}"
        elif "speaker=haddad" in command:
            assert [item["attribution"]["id"] for item in response.json()["items"]] == [identifiers["ATTRIBUTION_ID"]]
        elif command.endswith("records.jsonl"):
            assert json.loads(response.text.splitlines()[0]) == record
    assert len(COMMANDS) == PAGE.count("\ncurl ")
