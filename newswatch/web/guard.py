"""What stands before every page: who may ask, how, and what a browser may do with the answer."""

from __future__ import annotations

import ipaddress
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("newswatch.web")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that a browser may ask for.

    A page of somebody else can make its own name resolve to this machine (DNS rebinding) and then read
    what we answer; it can't choose the Host header. A bare address can't be rebound, so that any is
    good where we listen beyond loopback.
    """

    names: frozenset[str] = LOOPBACK
    any_address: bool = False

    def allow(self, header: str | None) -> bool:
        """Whether a Host header names us; the port does not matter."""
        name = _host(header or "")
        return name in self.names or (self.any_address and _address(name) is not None)


def hosts_for(bound: str, more: Iterable[str] = ()) -> Hosts:
    """Loopback's names, the bound one, and those that the user named."""
    names = {_host(name) or name.lower() for name in (bound, *more)}
    return Hosts(LOOPBACK | names, any_address=not is_loopback(bound))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to it."""
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host(header: str) -> str:
    """The host of `host`, `host:port` or `[address]:port`, in lower case; "" where there is none."""
    if _address(header) is not None:
        return header
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


class Guard:
    """ASGI: refuses other hosts and methods, and puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return None

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            return await PlainTextResponse(*refusal)(scope, receive, send_guarded)
        try:
            # A slash at the end, as links get in mails and chats, leads to the same page.
            await self._app({**scope, "path": scope["path"].rstrip("/") or "/"}, receive, send_guarded)
        except Exception:  # noqa: BLE001 - the page for it is sent already; one entry in the log is enough
            log.error("a page failed", path=scope["path"], trace=traceback.format_exc())  # noqa: TRY400
        return None

    def _refusal(self, scope: Scope) -> tuple[str, int, dict[str, str]] | None:
        if not self._hosts.allow(Headers(scope=scope).get("host")):
            return (
                "This server does not go by that name. Start it with --allow-host NAME to allow it.\n",
                421,  # RFC 9110, section 15.5.20
                {},
            )
        if scope["method"] != "GET":
            return "This page only answers GET: it changes nothing.\n", 405, {"Allow": "GET"}
        return None
