"""The application behind a real HTTP server on loopback, and a client that sends just what a test says."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, tzinfo
from html.parser import HTMLParser
from socket import create_server
from threading import Thread

from newswatch.cli.telling import fate
from newswatch.ports import Store
from newswatch.web.app import create_app
from newswatch.web.connection import Server
from newswatch.web.guard import Hosts


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def words(self) -> str:
        """The text that a reader sees, its white space one."""
        reader = _Reader()
        reader.feed(self.text)
        return " ".join("".join(reader.seen).split())

    @property
    def links(self) -> list[str]:
        """Where its links lead, as a browser reads them."""
        reader = _Reader()
        reader.feed(self.text)
        return reader.links

    @property
    def tags(self) -> set[str]:
        """The elements that a browser finds in it."""
        reader = _Reader()
        reader.feed(self.text)
        return reader.tags

    @property
    def attributes(self) -> set[str]:
        """The attributes' names that a browser finds in it."""
        reader = _Reader()
        reader.feed(self.text)
        return reader.attributes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]
        self.seen.append(" " if tag in ("p", "li", "dd", "dt", "h1", "h2", "h3", "br") else "")

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


@dataclass(frozen=True)
class Client:
    """Asks the server at a port of loopback."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def ask(self, method: str, path: str, **headers: str) -> Answer:
        """One request on a connection of its own; `Host` replaces the true one, "" leaves it away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            text = response.read().decode("utf-8")
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)
        finally:
            connection.close()


@contextmanager
def serving(store: Store, *, zone: tzinfo = UTC, hosts: Hosts | None = None) -> Iterator[Client]:
    """Serve the store until the block ends."""
    listening = create_server(("127.0.0.1", 0))
    app = create_app(store, explain=fate, zone=zone, hosts=hosts or Hosts())
    server = Server(app)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Client(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def next_page(answer: Answer) -> str | None:
    """Where the link to the next page leads."""
    found = re.search(r'<a href="([^"]+)" rel="next"', answer.text)
    return found.group(1).replace("&amp;", "&") if found else None
