"""The demo's web over real HTTP, on one loopback port, seen as of a moment that the caller tells.

All hosts are served by the Host header; `connect_to` is what the crawler needs to find them. A browser that
knows none of the hosts opens the address itself and gets a list of the sites.
"""

from __future__ import annotations

import hashlib
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from newswatch.demo.feeds import feed_of
from newswatch.demo.templates import render, render_home
from newswatch.demo.web import Site, WebPage, load_web

HTML = "text/html; charset=utf-8"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Response:
    """What a site answers: status, body and headers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(sites: Mapping[str, Site], host: str, target: str, now: datetime) -> Response:
    """What `host` answers to a request for `target` (path and query) at `now`. Pure."""
    site = sites.get(host)
    if site is None:
        return _directory(sites, target, now)
    path = urlsplit(target).path or "/"
    if path == "/robots.txt":
        rules = "".join(f"Disallow: {prefix}\n" for prefix in site.disallow) or "Disallow:\n"
        return _content("text/plain; charset=utf-8", f"User-agent: *\n{rules}".encode())
    if path == site.feed.path:
        kind, body = feed_of(site, now)
        return _content(kind, body)
    page = _page_at(site, target, now)
    if page:
        return _page(site, page, target, now)
    if path == "/":
        return _content(HTML, render_home(site, site.listed(now)).encode())
    return _not_found(site)


def _page_at(site: Site, target: str, now: datetime) -> WebPage | None:
    """The page that a path, a redirect or a twin's address stands for, if it is out yet."""
    path = urlsplit(target).path
    for page in site.pages:
        if page.listed_at() <= now and (path == page.path or target in (page.via, page.twin)):
            return page.as_of(now)
    return None


def _page(site: Site, page: WebPage, target: str, now: datetime) -> Response:
    if page.missing:
        return _not_found(site)
    if page.unavailable_until and now < page.unavailable_until:
        return Response(503, b"busy", {"Content-Type": "text/plain", "Retry-After": "600"})
    if page.via == target:
        location = f"{site.url(page.path)}?utm_source=feed&utm_medium=rss#top"
        return Response(301, b"", {"Location": location})
    if page.template == "pdf":
        return _content("application/pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF\n")
    return _content(HTML, render(site, page, now, amp=page.amp and target == page.twin).encode())


def _content(kind: str, body: bytes) -> Response:
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Response(200, body, {"Content-Type": kind, "ETag": tag, "Cache-Control": "no-cache"})


def _not_found(site: Site) -> Response:
    text = f'<!doctype html><html lang="{site.language}"><title>404</title><h1>404</h1></html>'
    return Response(404, text.encode(), {"Content-Type": HTML})


def _directory(sites: Mapping[str, Site], target: str, now: datetime) -> Response:
    """For a look around by the address alone: `/` lists the sites, `/HOST/PATH` shows a page of one."""
    host, _, rest = target.lstrip("/").partition("/")
    if host in sites:
        response = answer(sites, host, f"/{rest}", now)
        body = response.body
        if response.headers.get("Content-Type") == HTML:
            body = body.replace(b'href="/', f'href="/{host}/'.encode())
        return Response(response.status, body, response.headers)
    if target != "/":
        return Response(404, b"no such site", {"Content-Type": "text/plain"})
    rows = "".join(
        f'<li><a href="/{one.host}/">{escape(one.publisher)}</a> — '
        f'<a href="/{one.host}{one.feed.path}">{one.feed.kind}</a>, {len(one.listed(now))} pages</li>'
        for one in sites.values()
    )
    title = f"The demo's web, {now:%Y-%m-%d %H:%M} UTC"
    page = f"<!doctype html><title>{title}</title><h1>{title}</h1><ul>{rows}</ul>"
    return Response(200, page.encode(), {"Content-Type": HTML})


class _Server(ThreadingHTTPServer):
    """Says nothing when a client hangs up: the console belongs to the cards."""

    def handle_error(self, request: object, client_address: object) -> None:
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class DemoWeb:
    """The running web: a context manager around a threading server on a free loopback port.

    `now` is asked at each request. `requests` counts what was asked for, by (host, path, status).
    """

    def __init__(self, now: Callable[[], datetime], sites: tuple[Site, ...] | None = None) -> None:
        self.sites = {site.host: site for site in (load_web() if sites is None else sites)}
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self._now = now
        self._server = _Server((LOOPBACK, 0), self._answers())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """The loopback port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """For a browser: the list of sites."""
        return f"http://{LOOPBACK}:{self.port}/"

    @property
    def connect_to(self) -> str:
        """For NEWSWATCH_CONNECT_TO: `host=127.0.0.1:PORT`, comma-separated, one for each site."""
        return ",".join(f"{host}={LOOPBACK}:{self.port}" for host in self.sites)

    def start(self) -> Self:
        """Serve until `stop`."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    __enter__ = start

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _answers(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Answers(BaseHTTPRequestHandler):
            """One connection; HTTP/1.1 so that a crawler's connections stay open."""

            protocol_version = "HTTP/1.1"
            server_version = "demo"
            sys_version = ""
            timeout = 10

            def do_HEAD(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                host = (self.headers.get("Host") or "").partition(":")[0].lower()
                response = answer(web.sites, host, self.path, web._now())
                tag = response.headers.get("ETag")
                if tag and self.headers.get("If-None-Match") == tag:
                    response = Response(304, b"", {"ETag": tag})
                web.requests[host, self.path, response.status] += 1
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                if response.status != 304:
                    self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(response.body)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet: the console belongs to the cards."""

        return Answers
