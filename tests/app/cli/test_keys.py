"""`isnad keys`, and what `isnad serve` makes of them."""

from __future__ import annotations

import re

import pytest

from app.cli.failure import ExitCode
from app.db import Database
from app.security import keys
from app.security.scope import Scope
from tests.app.cli.conftest import Isnad

pytestmark = pytest.mark.usefixtures("at_database")


def test_a_key_is_made_listed_and_revoked(isnad: Isnad, database: Database) -> None:
    made = isnad("keys", "make", "هدى سالم", "--scope", "read", "--scope", "review")
    assert made.code == ExitCode.DONE
    assert re.fullmatch(r"isnad_[0-9a-f]{12}_[\w-]{43}\n", made.out), "nothing but the key on standard output"
    assert "only time" in made.err
    key = keys.find(database, made.out.strip())
    assert key is not None
    assert (key.name, set(key.scopes)) == ("هدى سالم", {Scope.READ, Scope.REVIEW})
    listed = isnad("keys", "list")
    assert re.search(
        rf"^{key.id}  read,review  [-\d]{{10}} [:\d]{{5}}  [-\d]{{10}} [:\d]{{5}}  -\s+هدى سالم$", listed.out, re.M
    )
    assert made.out.strip().split("_", 2)[2] not in listed.out
    assert isnad("keys", "revoke", key.id).code == ExitCode.DONE
    assert keys.find(database, made.out.strip()) is None
    assert isnad("keys", "list").out.count("-  ") < listed.out.count("-  ")


def test_without_a_scope_a_key_reads(isnad: Isnad, database: Database) -> None:
    key = keys.find(database, isnad("keys", "make", "Reader").out.strip())
    assert key is not None
    assert key.scopes == {Scope.READ}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("make", " "), ExitCode.USAGE),
        (("make", "x" * 61), ExitCode.USAGE),
        (("make", "Huda", "--scope", "everything"), ExitCode.USAGE),
        (("revoke", "unknown"), ExitCode.INPUT_REFUSED),
    ],
)
def test_what_makes_no_sense_is_one_line(isnad: Isnad, arguments: tuple[str, ...], code: ExitCode) -> None:
    outcome = isnad("keys", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "newsroom.example"])
def test_serving_others_needs_a_key_first(isnad: Isnad, database: Database, host: str) -> None:
    refused = isnad("serve", "--host", host)
    assert refused.code == ExitCode.USAGE
    assert len(refused.err.splitlines()) == 1
    assert "isnad keys make" in refused.err
