"""`isnad serve`: the HTTP service, on this machine only unless told otherwise."""

from __future__ import annotations

import errno
import socket
from typing import Annotated

import typer

from app.cli.database import opened
from app.cli.environment import settings
from app.cli.failure import CannotWrite, UsageFailure
from app.limits import STOP_WITHIN


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on. The default is reachable from this machine only.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on. By default what PORT says, or 8000.")
    ] = None,
) -> None:
    """Serve the API over HTTP until Ctrl-C."""
    port = port or settings().port
    _check_host(host)
    listener = _listen(host, port)
    # Imported here: the service with everything behind it takes a while, and a taken port is told before that.
    import uvicorn

    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Isnad is served on http://{shown}:{port} (its API is described at http://{shown}:{port}/openapi.json)")
    typer.echo("Press Ctrl-C to stop.")
    from app.observe.logs import set_up_logging

    set_up_logging()
    config = uvicorn.Config(
        "app.main:create_app",
        factory=True,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_WITHIN,
        forwarded_allow_ips=settings().forwarded_allow_ips,
    )
    server = uvicorn.Server(config)
    with listener:
        server.run(sockets=[listener])


def _check_host(host: str) -> None:
    """Refuse to listen where others are while nobody needs a key. Raises `CannotWrite` too for an unusable database:
    that is told in a line now, not by every answer."""
    from app.security.keys import any_made
    from app.security.own_machine import is_loopback

    with opened() as database:
        if not is_loopback(host) and not any_made(database):
            raise UsageFailure(
                f"{host} can be reached from other machines, and nobody needs a key yet: make one first "
                "(`isnad keys make NAME --scope read --scope review`), or leave --host away to serve this machine only"
            )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port now, so that a taken one is a line and not a traceback out of the server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()  # from here on nobody is turned away: whoever comes early waits for the service to start
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotWrite(f"port {port} on {host} is taken; choose another with --port or PORT") from None
        raise CannotWrite(f"cannot listen on {host}:{port} ({error.strerror or error})") from None
    return listener
