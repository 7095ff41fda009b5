"""A small web on loopback, and a crawl in Twisted's reactor, for the tests of this folder."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from crawlers.crawl import CrawlSummary, new_run, result, scrapy_settings, start_spiders
from crawlers.guard import system_resolve
from crawlers.reach import Limits, Resolve
from crawlers.sources import Source
from newswatch.messages import Page
from newswatch.ports import Log, Store

PUBLIC = "93.184.215.14"
"""An address that the guard lets pass; the tests' wire leads it to loopback."""


@dataclass
class Answer:
    """What a path answers. A callable body writes to the socket itself, after the headers."""

    body: bytes | Callable[[socket.socket, threading.Event], None] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: bool = True


Route = Answer | Callable[[BaseHTTPRequestHandler], Answer]


class Web:
    """An HTTP server on loopback; routes by `host/path`, else by `/path`. Unknown paths are 404."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        self.closing = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web._answer(self)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up is what some tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def page(self, path: str, title: str = "A page", head: str = "") -> None:
        """Serve a small HTML page."""
        body = f"<html><head><title>{title}</title>{head}</head><body><p>{title}.</p></body></html>"
        self.routes[path] = Answer(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    def feed(self, path: str, links: Iterable[str], etag: str | None = None) -> None:
        """Serve an RSS feed of these links, with a conditional GET when it has an ETag."""
        items = "".join(
            f"<item><title>{n}</title><link>{_escaped(link)}</link></item>" for n, link in enumerate(links)
        )
        body = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()

        def answer(request: BaseHTTPRequestHandler) -> Answer:
            if etag and request.headers.get("If-None-Match") == etag:
                return Answer(status=304)
            headers = {"Content-Type": "application/rss+xml"} | ({"ETag": etag} if etag else {})
            return Answer(body, headers=headers)

        self.routes[path] = answer

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        host = request.headers.get("Host", "")
        self.asked.append(host + request.path)
        route = self.routes.get(host + request.path, self.routes.get(request.path))
        answer = route(request) if callable(route) else route or Answer(status=404)
        request.send_response(answer.status)
        for name, value in answer.headers.items():
            request.send_header(name, value)
        if isinstance(answer.body, bytes):
            if answer.length:
                request.send_header("Content-Length", str(len(answer.body)))
            request.end_headers()
            request.wfile.write(answer.body)
        else:
            request.end_headers()
            request.wfile.flush()
            answer.body(request.connection, self.closing)
        request.close_connection = True


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


class Time:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2023, 1, 24, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Place:
    """Where a crawl works: web, log, store, clock and the reactor's loop."""

    web: Web
    log: Log
    store: Store
    time: Time
    loop: asyncio.AbstractEventLoop

    def crawl(
        self,
        *sources: Source,
        mark: Callable[[str], None] = lambda _: None,
        only_due: bool = False,
        limits: Limits | None = None,
        resolve: Resolve = system_resolve,
        connect: bool = True,
        time_limit: float = 0,
        proxy: str = "",
        ca_file: Path | None = None,
    ) -> CrawlSummary:
        """One crawl. With `connect` every host is this web's; else `resolve` says where it is."""
        limits = limits or Limits(timeout=20)
        run = new_run(
            sources,
            log=self.log,
            store=self.store,
            clock=self.time,
            connect_to=f"*=127.0.0.1:{self.web.port}" if connect else "",
            mark=mark,
            only_due=only_due,
            limits=limits,
            resolve=resolve,
            time_limit=time_limit,
            proxy=proxy,
            ca_file=ca_file,
        )

        async def main() -> CrawlSummary:
            from scrapy.crawler import AsyncCrawlerRunner

            runner = AsyncCrawlerRunner(scrapy_settings(sources, limits, contact="mailto:desk@example.org"))
            runner.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
            tasks = start_spiders(runner, run)
            await asyncio.gather(*tasks, return_exceptions=True)
            return result(run, tasks)

        try:
            return asyncio.run_coroutine_threadsafe(main(), self.loop).result(60)
        finally:
            run.thread.shutdown()

    def pages(self) -> list[Page]:
        """The pages in the log, in order."""
        return [Page.decode(record.value) for record in self.log.scan("pages")]

    def urls(self) -> dict[str, Mapping[str, Any]]:
        """The `urls` documents by address."""
        return {stored.body["url"]: stored.body for stored in self.store.find("urls", limit=10_000)}

    def source(self, id_: str = "news") -> Mapping[str, Any]:
        """A `sources` document."""
        found = self.store.get("sources", id_)
        return found.body if found else {}


def news(**changes: object) -> Source:
    """A source on news.example; private addresses are open to it unless `allow_private` is False."""
    values: dict[str, object] = {
        "id": "news",
        "name": "News",
        "publisher": "News",
        "homepage": "http://news.example/",
        "language": "en",
        "kind": "press",
        "feeds": [{"url": "http://news.example/feed", "seen": "tests"}],
        "politeness": {"delay": 0, "concurrency": 4},
        "allow_private": True,
    }
    return Source.model_validate({**values, **changes})


def names(table: Mapping[str, Sequence[str]]) -> Resolve:
    """A name server that knows these names; what looks like an address is left to the system."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return table[host] if host in table else await system_resolve(host, port)

    return resolve
