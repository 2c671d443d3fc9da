"""The house itself: pins, what a wheel carries, and documentation that says what is so."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from typer.main import get_command

from app.cli.main import app as command_line
from app.main import create_app
from app.settings import Settings
from nlp.types import Attribution

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)")
MOST_LINES = 500


def normal(name: str) -> str:
    """Return a package's name as names are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines: list[str]) -> dict[str, str]:
    matches = [PIN.fullmatch(line) for line in lines]
    assert None not in matches, "every requirement is a name and one exact version, and nothing else"
    return {normal(match[1]): match[2] for match in matches if match}


def tracked(*patterns: str) -> list[str]:
    """Return the paths under version control that match, those deleted in the working tree left out."""
    command = ["git", "ls-files", "-z", *patterns]
    listed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


@pytest.fixture(scope="module")
def lock() -> dict[str, str]:
    return pins((ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines())


def test_every_dependency_is_pinned_as_in_the_lock(lock: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    lists.append(project["build-system"]["requires"])
    for requirements in lists:
        assert pins(requirements).items() <= lock.items()


def needed(names: Iterable[str]) -> set[str]:
    """Return the installed packages among `names` and all that they in turn need."""
    found: set[str] = set()
    waiting = [normal(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            requirements = map(Requirement, metadata.requires(name) or ())
        except metadata.PackageNotFoundError:
            continue  # of an extra that is not installed here
        found.add(name)
        waiting += [normal(one.name) for one in requirements if not one.marker or one.marker.evaluate({"extra": ""})]
    return found


def test_what_is_installed_is_what_is_locked(lock: dict[str, str]) -> None:
    """So that the tests speak for what `make run` installs, and nobody gets a version that nobody tested."""
    wanted = needed(lock)
    assert wanted <= set(lock)
    versions = {name: metadata.version(name).partition("+")[0] for name in wanted}
    assert versions == {name: lock[name] for name in wanted}


def test_no_file_of_code_is_over_long() -> None:
    files = tracked("*.py")
    assert files
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in files}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_a_wheel_carries_the_code_and_its_data(tmp_path: Path) -> None:
    """Everything that lies beside the code and is read when it runs must be in the installed package too."""
    source = tmp_path / "source"
    for name in tracked("app", "nlp", "migrations", "pyproject.toml", "README.md", "LICENSE"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", tmp_path, source], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    assert set(tracked("app", "nlp", "migrations")) - carried == set()
    assert not any(name.startswith(("tests/", "bench/", "docs/")) for name in carried)


def test_make_honours_the_port_and_knows_its_targets() -> None:
    def planned(*arguments: str) -> str:
        return subprocess.run(
            ["make", "--dry-run", *arguments], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True
        ).stdout

    assert "serve --host 127.0.0.1 --port 8000" in planned("run", "PORT=8000")
    assert "--port 9123" in planned("run", "PORT=9123")
    assert "pytest" in planned("test")
    for target in ("setup", "score", "bench", "bench-store", "fuzz", "train", "lint"):
        planned(target)


def shell_lines(document: str) -> Iterator[str]:
    """Give the commands in the fenced shell blocks of a document, without their comments."""
    text = (ROOT / document).read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            yield re.sub(r"\s+#.*", "", line)


def test_the_readme_names_commands_and_options_that_exist() -> None:
    commands = get_command(command_line).commands  # type: ignore[attr-defined]
    named = [line.split() for line in shell_lines("README.md") if line.startswith(".venv/bin/isnad ")]
    assert named
    for _, command, *arguments in named:
        called = commands[command]
        if hasattr(called, "commands"):
            called = called.commands[arguments[0]]
        options = {option for parameter in called.params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("--")} <= options


def test_the_readme_asks_for_paths_that_the_api_has() -> None:
    paths = create_app(Settings(database_url="sqlite://")).openapi()["paths"]
    asked = [line for line in shell_lines("README.md") if line.startswith("curl ")]
    assert asked
    for line in asked:
        match = re.search(r"http://127\.0\.0\.1:8000(/[^'?]*)", line)
        assert match
        method = "post" if "--json" in line else "get"
        assert method in paths[match[1]]


def test_the_record_in_the_readme_is_one_and_fits_its_sample() -> None:
    (block,) = re.findall(
        r"^```json\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    record = Attribution.model_validate_json(block)
    text = (ROOT / "app" / "samples" / "en-bridges-report.txt").read_bytes().decode("utf-8")
    assert record.id.startswith(hashlib.sha256(text.encode("utf-8")).hexdigest()[:8])
    for span in (record.cue, record.source, record.via, *record.content, *record.sourcing.evidence):
        assert span is not None
        assert text[span.start : span.end] == span.text
