"""`serve`: the web page on the store. Its libraries are an extra, and are imported when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from socket import socket

    from starlette.types import ASGIApp


def serve(
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than loopback let others read all.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 for any free one.")] = 8008,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="A further name that browsers may ask for (behind a proxy)."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The address as one JSON document on stdout.")] = False,
) -> None:
    """Show the store as web pages: search, stories, and what became of a URL."""
    from newswatch.cli.output import document, err, out
    from newswatch.connect import extra, open_store
    from newswatch.settings import load_settings

    with extra("web"):
        import uvicorn  # noqa: F401

        from newswatch.web.app import create_app
        from newswatch.web.guard import hosts_for, is_loopback
    from zoneinfo import ZoneInfo

    from newswatch.cli.telling import fate
    from newswatch.logs import configure_logs

    settings = load_settings()
    configure_logs(settings.log_format, settings.log_level)
    listening = _listen(host, port)
    store = open_store(settings)
    try:
        app = create_app(
            store, explain=fate, zone=ZoneInfo(settings.timezone), hosts=hosts_for(host, allow_host or ())
        )
        address = _address(host, listening.getsockname()[1])
        if json:
            document({"url": address})
        else:
            out(f"newswatch is at {address} (Ctrl-C ends it)")
        if not is_loopback(host):
            err(
                f"Warning: {host} is not loopback. Whoever reaches it reads all that is stored: "
                "there is no password. Put a proxy that asks for one before it."
            )
        _run(app, listening)
    finally:
        store.close()
        listening.close()


def _listen(host: str, port: int) -> socket:
    """Bound before anything else is opened, so that a taken port is told in one line."""
    import socket as sockets

    from newswatch.errors import NewswatchError

    bare = host.removeprefix("[").removesuffix("]")
    try:
        found = sockets.getaddrinfo(bare, port, type=sockets.SOCK_STREAM, flags=sockets.AI_PASSIVE)
        family, _, _, _, address = found[0]
        return sockets.create_server(address[:2], family=family)
    except OSError as error:
        raise NewswatchError(
            f"Can't listen on {host}, port {port}: {error.strerror or error}. Another --port or --host may do."
        ) from error


def _address(host: str, port: int) -> str:
    """The address to open; a wildcard is reached on this machine as loopback."""
    bare = host.removeprefix("[").removesuffix("]")
    name = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(bare, bare)  # noqa: S104 - compared only
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _run(app: ASGIApp, listening: socket) -> None:
    """Serve until Ctrl-C or SIGTERM, both of which end it with 0."""
    import signal
    import sys
    from types import FrameType

    from newswatch.web.connection import Server

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    sys.stdout.flush()
    try:
        Server(app).run(sockets=[listening])
    except KeyboardInterrupt:
        return
