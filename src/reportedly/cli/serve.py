"""The command that opens the desk: `reportedly serve`."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger import DEFAULT, LedgerPath
from reportedly.cli.problem import BadData, Misuse

if TYPE_CHECKING:
    from reportedly.desk.guard import Settings

PORT = 8321


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(serve)


def serve(
    ledger: LedgerPath = DEFAULT,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at; this machine alone, if left out.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port.")] = PORT,
    token: Annotated[
        str | None,
        typer.Option(metavar="PASSWORD", help="What readers must give; needed at another address.", envvar="REPORTEDLY_TOKEN"),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name under which a proxy passes requests on, such as desk.example.org.")
    ] = None,
) -> None:
    r"""Open the desk: the ledger as pages, to look at, to check and to decide on. Ctrl-C closes it.

    \b
    Examples:
      reportedly serve --ledger crisis.sqlite
      REPORTEDLY_TOKEN=... reportedly serve --ledger crisis.sqlite --host 0.0.0.0 --name desk.example.org
    """
    from reportedly.desk.app import desk
    from reportedly.desk.guard import Settings, Unguarded, names_of
    from reportedly.store.errors import LedgerProblem

    try:
        settings = Settings(host, port, token, names_of(name or ()))
    except Unguarded as problem:
        raise Misuse(str(problem)) from problem
    try:
        app = desk(ledger, settings)
    except LedgerProblem as problem:
        raise BadData(str(problem)) from problem
    with _listening(settings) as listener:
        _serve(app, listener, settings, app.state.ledger.where)


def _serve(app: object, listener: socket.socket, settings: Settings, ledger: str) -> None:
    import uvicorn

    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"{ledger} is open at http://{shown}:{settings.port}/ (Ctrl-C closes it)", flush=True)
    config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=False, timeout_graceful_shutdown=3)  # type: ignore[arg-type]
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        print()


def _listening(settings: Settings) -> socket.socket:
    """The socket, bound here so that a port that is taken is told before anything else."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = (error.strerror or str(error)).lower()
        raise Misuse(
            f"the desk was to listen at {settings.host}, port {settings.port}; the system says: {reason}; "
            f"choose another with --port, such as --port {settings.port % 65535 + 1}"
        ) from error
    return listener
