"""What compose.yaml and the Dockerfile run is there: commands, options, settings, packages, the page that is asked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from app.cli.main import app as command_line
from app.main import create_app
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "isnad"}


def test_there_are_server_worker_and_database() -> None:
    assert set(OURS) == {"migrate", "server", "worker"}
    assert set(COMPOSE["services"]) - set(OURS) == {"database"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_service_runs_a_command_that_there_is(name: str) -> None:
    program, command, *arguments = OURS[name]["command"]
    commands = get_command(command_line).commands  # type: ignore[attr-defined]
    assert program == "isnad"
    options = {option for parameter in commands[command].params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= options
    told = {key.lower(): value for key, value in OURS[name]["environment"].items()}
    assert set(told) <= set(Settings.model_fields)
    settings = Settings.model_validate({**told, "database_url": told["database_url"]})
    assert settings.database_url.startswith("postgresql+psycopg://")
    assert settings.worker == (name != "server")


def test_what_starts_waits_for_what_it_needs() -> None:
    assert OURS["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("server", "worker"):
        assert OURS[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert all(service["ports"] == ["127.0.0.1:8000:8000"] for service in OURS.values() if "ports" in service)


def test_the_image_is_as_it_says() -> None:
    user = re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)
    assert user == ["isnad"]
    (asked,) = re.findall(r"urlopen\('http://127\.0\.0\.1:8000(/\w+)'", DOCKERFILE)
    assert asked in create_app(Settings(database_url="sqlite://")).openapi()["paths"]
    (extra,) = re.findall(r"'\.\[(\w+)\]'", DOCKERFILE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = " ".join(project["optional-dependencies"][extra])
    assert all(name in needed for name in ("psycopg==", "procrastinate=="))
