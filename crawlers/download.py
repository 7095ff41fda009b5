"""Scrapy's download handler for http and https: connects to judged IP addresses and to nothing else.

Scrapy's own resolves in the reactor, out of reach of a check; this one asks the guard first and then
connects to the address that was judged. One connection a request, so that none outlives its check.
Limits: bytes of the body, bytes of the whole answer, and seconds in all, from DNS to the last byte.
"""

from __future__ import annotations

import asyncio
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import urldefrag

from scrapy.http import Headers, Request, Response
from twisted.internet import error as net
from twisted.internet._sslverify import IOpenSSLTrustRoot  # no public name: docs/adr/0013-proxy.md
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web.client import (
    Agent,
    BrowserLikePolicyForHTTPS,
    HTTPConnectionPool,
    ProxyAgent,
    ResponseDone,
    ResponseFailed,
    ResponseNeverReceived,
)
from twisted.web.http import PotentialDataLoss
from twisted.web.http_headers import Headers as TwistedHeaders
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer  # type: ignore[import-untyped]

from crawlers.guard import Policy, Refused, Target, locate
from crawlers.reach import reach_of
from crawlers.tunnel import Tunnel
from crawlers.turns import hurry
from newswatch.addresses import strip_credentials

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

Twisted: TypeAlias = Any
"""An object of Twisted's: its interfaces are zope.interface's, which a type checker can't read."""
CONNECT_TIMEOUT = 10.0
"""Seconds for one TCP connection; several addresses are tried."""
HEADER_ALLOWANCE = 256 * 1024
"""Bytes of an answer beside its body: status, headers, chunk sizes, TLS."""


class Stopped(Exception):
    """The crawl is ending: this request is dropped, and its URL stays pending."""


class GuardedDownload:
    """A download handler (scrapy.core.downloader.handlers.DownloadHandlerProtocol)."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._tls: Twisted = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardedDownload:
        """Made by Scrapy, once a crawler."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Fetch one address, redirects not followed. Raises Refused for whatever stands against it."""
        reach = reach_of(self._crawler)
        if reach.stopping or not self._crawler.crawling:
            reach.stopping = True
            hurry(self._crawler.engine.downloader)
            raise Stopped
        policy = cast("Policy", request.meta["policy"])
        url = strip_credentials(urldefrag(request.url)[0])
        try:
            async with asyncio.timeout(reach.limits.timeout):
                target = await locate(url, policy, reach)
                return await self._fetch(request, url, target)
        except TimeoutError as error:
            raise Refused("timeout", f"no whole answer within {reach.limits.timeout:g} s") from error

    async def close(self) -> None:
        """Nothing is kept open between requests."""

    async def _fetch(self, request: Request, url: str, target: Target) -> Response:
        if self._tls is None:
            self._tls = _tls_policy(reach_of(self._crawler).ca_file)
        whom = f"the proxy {target.proxy}" if target.proxy else target.host
        reason = "proxy" if target.proxy else "connection"
        for left, address in enumerate(target.addresses, start=1 - len(target.addresses)):
            connection = _Connection(target, address, self._tls, self._limit(request) + HEADER_ALLOWANCE)
            try:
                return await self._exchange(request, url, connection)
            except net.ConnectError as error:
                if left == 0:
                    raise Refused(reason, f"{whom} can't be connected to: {_cause(error)}") from error
            except (ResponseFailed, ResponseNeverReceived, net.ConnectionClosed) as error:
                raise Refused("connection", f"{target.host} broke off: {_cause(error)}") from error
            finally:
                connection.abort()
        raise Refused("dns", f"{target.host} has no address")

    async def _exchange(self, request: Request, url: str, connection: _Connection) -> Response:
        from twisted.internet import reactor

        loop = asyncio.get_running_loop()
        pool = HTTPConnectionPool(reactor, persistent=False)  # type: ignore[no-untyped-call]
        headers = TwistedHeaders(dict(request.headers))
        proxy = connection.target.proxy
        agent: Twisted
        if proxy is not None and connection.target.scheme == "http":
            agent = ProxyAgent(connection.endpointForURI(None), reactor, pool)  # type: ignore[no-untyped-call]
            if proxy.authorization:
                headers.setRawHeaders("Proxy-Authorization", [proxy.authorization])
        else:
            agent = Agent.usingEndpointFactory(reactor, connection, pool)  # type: ignore[no-untyped-call]
        asked: Deferred[Twisted] = agent.request(b"GET", url.encode("ascii"), headers)
        answer = await asked.asFuture(loop)
        if proxy is not None and answer.code == 407:
            raise Refused("proxy", f"the proxy {proxy} asks for another user and password (407)")
        reader = _BodyReader(self._limit(request), cut=bool(request.meta.get("cut_body")))
        answer.deliverBody(reader)
        return Response(
            url=url,
            status=answer.code,
            headers=Headers(dict(answer.headers.getAllRawHeaders())),
            body=await reader.done.asFuture(loop),
            ip_address=None if proxy else ipaddress.ip_address(connection.address),
            protocol="HTTP/1.1",
        )

    def _limit(self, request: Request) -> int:
        return cast("int", request.meta.get("max_body", reach_of(self._crawler).limits.max_body))


def _tls_policy(ca_file: Path | None) -> Twisted:
    """Certificates are verified: by the system's authorities, and those of `ca_file`."""
    if ca_file is None:
        return BrowserLikePolicyForHTTPS()  # type: ignore[no-untyped-call]
    return BrowserLikePolicyForHTTPS(_Authorities(ca_file))  # type: ignore[no-untyped-call]


@implementer(IOpenSSLTrustRoot)
class _Authorities:
    """The system's certificate authorities and those of a file. Twisted has either, and no sum of both."""

    def __init__(self, ca_file: Path) -> None:
        self._ca_file = ca_file

    def _addCACertsToContext(self, context: Twisted) -> None:  # noqa: N802 - Twisted's name
        context.set_default_verify_paths()
        context.load_verify_locations(str(self._ca_file))


def _cause(error: BaseException | None) -> str:
    """The innermost reason of Twisted's nested failures, without addresses of objects."""
    reasons: list[Failure] = getattr(error, "reasons", [])
    if reasons:
        return _cause(reasons[0].value)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


@implementer(IAgentEndpointFactory)
class _Connection:
    """The one connection of a request: to the judged IP address (or the proxy's), whatever the URL's name."""

    def __init__(self, target: Target, address: str, tls: Twisted, limit: int) -> None:
        self.address, self.target = address, target
        self._tls, self._limit = tls, limit
        self._counted: _Counted | None = None

    def endpointForURI(self, uri: object) -> Twisted:  # noqa: N802 - Twisted's name
        """The endpoint for the one request that this was made for."""
        from twisted.internet import reactor

        del uri
        kind = TCP6ClientEndpoint if ":" in self.address else TCP4ClientEndpoint
        target = self.target
        wire: Twisted = kind(reactor, self.address, target.connect_port, CONNECT_TIMEOUT)
        if target.proxy is not None and target.scheme == "https":
            wire = Tunnel(wire, target.proxy, target.host, target.port)
        self._counted = _Counted(wire, self._limit)
        if target.scheme == "http":
            return self._counted
        creator = self._tls.creatorForNetloc(target.host.encode("ascii"), target.port)
        return wrapClientTLS(creator, cast("Twisted", self._counted))

    def abort(self) -> None:
        """Close it at once, whatever the other side does."""
        if self._counted is not None:
            self._counted.abort()


@implementer(IStreamClientEndpoint)
class _Counted:
    """An endpoint whose connection is cut off after a number of bytes: endless headers end too."""

    def __init__(self, endpoint: Twisted, limit: int) -> None:
        self._endpoint, self._left = endpoint, limit
        self._wire: Twisted = None

    def connect(self, factory: Twisted) -> Deferred[Twisted]:
        """As IStreamClientEndpoint.connect."""
        connected: Deferred[Twisted] = self._endpoint.connect(factory)
        return connected.addCallback(self._count)

    def _count(self, protocol: Twisted) -> Twisted:
        self._wire = protocol.transport
        receive = protocol.dataReceived

        def counted(chunk: bytes) -> None:
            self._left -= len(chunk)
            if self._left < 0:
                self.abort()
            else:
                receive(chunk)

        protocol.dataReceived = counted
        return protocol

    def abort(self) -> None:
        """Close the connection, if there is one, without waiting for the other side."""
        if self._wire is not None:
            self._wire.abortConnection()


class _BodyReader(Protocol):
    """Collects a body. Past the limit it fails as `too-large`, or with `cut` ends there."""

    def __init__(self, limit: int, *, cut: bool) -> None:
        self.done: Deferred[bytes] = Deferred()
        self._limit, self._cut = limit, cut
        self._body = bytearray()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """As IProtocol.dataReceived."""
        self._body += data
        if self.done.called or len(self._body) <= self._limit:
            return
        if self._cut:
            self.done.callback(bytes(self._body[: self._limit]))
        else:
            self.done.errback(Refused("too-large", f"more than {self._limit} bytes"))

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        """As IProtocol.connectionLost: the body has ended, one way or another."""
        if self.done.called:
            return
        if isinstance(reason.value, ResponseDone | PotentialDataLoss):
            self.done.callback(bytes(self._body))
        else:
            self.done.errback(Refused("connection", f"the answer broke off: {_cause(reason.value)}"))
