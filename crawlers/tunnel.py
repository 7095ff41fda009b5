"""A connection through an HTTP proxy's CONNECT (RFC 9110, section 9.3.6), as a Twisted endpoint."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

from twisted.internet import error as net
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure
from zope.interface import implementer  # type: ignore[import-untyped]

from crawlers.guard import Refused
from crawlers.proxy import Proxy

Twisted: TypeAlias = Any
"""An object of Twisted's: its interfaces are zope.interface's, which a type checker can't read."""
MAX_HEAD = 16 * 1024
"""Bytes of a proxy's answer to CONNECT."""


@implementer(IStreamClientEndpoint)
class Tunnel:
    """Connects to a host by way of a proxy that `endpoint` leads to."""

    def __init__(self, endpoint: Twisted, proxy: Proxy, host: str, port: int) -> None:
        self._endpoint, self._proxy = endpoint, proxy
        self._authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def connect(self, factory: Twisted) -> Deferred[Twisted]:
        """As IStreamClientEndpoint.connect. Fails with Refused("proxy") where the proxy says no."""
        opening = _Opening(factory, self._proxy, self._authority)
        connected: Deferred[Twisted] = self._endpoint.connect(Factory.forProtocol(lambda: opening))
        connected.addCallback(lambda _: opening.opened)
        return connected


class _Opening(Protocol):
    """Asks for the tunnel, and once it is open hands everything on to the protocol inside."""

    def __init__(self, factory: Twisted, proxy: Proxy, authority: str) -> None:
        self.opened: Deferred[Twisted] = Deferred(lambda _: self._abort())
        self._factory, self._proxy, self._authority = factory, proxy, authority
        self._head = b""
        self._inner: Twisted = None

    def connectionMade(self) -> None:  # noqa: N802 - Twisted's name
        """Send the request: host and port alone; nothing of the page's address is told to the proxy."""
        lines = [f"CONNECT {self._authority} HTTP/1.1", f"Host: {self._authority}"]
        if self._proxy.authorization:
            lines.append(f"Proxy-Authorization: {self._proxy.authorization}")
        self._write("\r\n".join([*lines, "", ""]).encode("ascii"))

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """The proxy's answer, and after it what comes through the tunnel."""
        if self._inner is not None:
            self._inner.dataReceived(data)
            return
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if end:
            self._answered(head, rest)
        elif len(self._head) > MAX_HEAD:
            self._fail(f"the proxy {self._proxy} answers without end")

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        """Handed on, or the end of the attempt."""
        if self._inner is not None:
            self._inner.connectionLost(reason)
        elif not self.opened.called:
            self._fail(f"the proxy {self._proxy} broke off")

    def _answered(self, head: bytes, rest: bytes) -> None:
        version, _, status = head.split(b"\r\n", 1)[0].partition(b" ")
        code = status[:3].decode("ascii", errors="replace")
        if not version.startswith(b"HTTP/1.") or not code.isdigit():
            self._fail(f"the proxy {self._proxy} does not speak HTTP")
        elif code == "407":
            self._fail(f"the proxy {self._proxy} asks for another user and password (407)")
        elif code[0] != "2":
            self._fail(f"the proxy {self._proxy} does not connect to {self._authority}: {code}")
        else:
            self._open(rest)

    def _open(self, rest: bytes) -> None:
        inner = self._factory.buildProtocol(cast("Twisted", self.transport).getPeer())
        if inner is None:
            self._abort()
            self.opened.errback(Failure(net.ConnectionAborted()))  # type: ignore[no-untyped-call]
            return
        self._inner = inner
        inner.makeConnection(self.transport)
        self.opened.callback(inner)
        if rest:
            inner.dataReceived(rest)

    def _write(self, data: bytes) -> None:
        cast("Twisted", self.transport).write(data)

    def _abort(self) -> None:
        cast("Twisted", self.transport).abortConnection()

    def _fail(self, why: str) -> None:
        if not self.opened.called:
            self.opened.errback(Refused("proxy", why))
        self._abort()
