"""`isnad keys`: who may ask the service, once it is for others too."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from app.cli.database import opened
from app.cli.failure import InputRefused, UsageFailure, tell
from app.security.scope import Scope

keys = typer.Typer(
    help="Make, list and revoke the keys that let people and programs in.", no_args_is_help=True, rich_markup_mode=None
)


@keys.command()
def make(
    name: Annotated[str, typer.Argument(help="Whose key it is: it stands beside what its holder decides.")],
    scope: Annotated[
        list[Scope] | None, typer.Option(help="What it lets its holder do; several times for more. By default read.")
    ] = None,
) -> None:
    """Make a key and print it, this once.

    The scopes: `read` everything; `write`, post and delete documents; `review`, decide about records; `admin`, all of
    these and the metrics. Once a key has been made, every request needs one.
    """
    from app.errors import InvalidRequest
    from app.security.keys import make as make_key

    with opened() as database:
        try:
            key = make_key(database, name, scope or [Scope.READ])
        except InvalidRequest as error:
            raise UsageFailure(str(error)) from None
    tell("this is the only time the key is shown; from now on every request needs one")
    typer.echo(key)


@keys.command("list")
def show() -> None:
    """List the keys: id, scopes, when made, last used and revoked (UTC), name."""
    from app.security.keys import every

    with opened() as database:
        rows = [("ID", "SCOPES", "MADE", "LAST USED", "REVOKED", "NAME")]
        for key in every(database):
            scopes, made, used = ",".join(sorted(key.scopes)), _shown(key.made_at), _shown(key.last_used_at)
            rows.append((key.id, scopes, made, used, _shown(key.revoked_at), key.name))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@keys.command()
def revoke(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id, as `isnad keys list` shows it.")],
) -> None:
    """End a key at once, and every session that was begun with it."""
    from app.errors import NotFound
    from app.security.keys import revoke as revoke_key

    with opened() as database:
        try:
            key = revoke_key(database, identifier)
        except NotFound as error:
            raise InputRefused(f"{identifier}: {error}") from None
    tell(f"the key of {key.name} is revoked")


def _shown(moment: datetime | None) -> str:
    return "-" if moment is None else f"{moment:%Y-%m-%d %H:%M}"
