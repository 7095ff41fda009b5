"""Connections on which nothing happens are ended, so that there is room for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from socket import SO_RCVBUF, SOL_SOCKET, socket
from threading import Event, Semaphore
from time import monotonic

import pytest

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.ports import Hits
from newswatch.web import connection

from .server import Client, serving

SHORT = 0.3


@pytest.fixture
def impatient(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setattr(connection, "SILENCE", SHORT)
    with serving(store) as client:
        yield client


def standing(client: Client, sent: bytes) -> socket:
    made = socket()
    made.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)
    made.settimeout(20)
    made.connect(("127.0.0.1", client.port))
    made.sendall(sent)
    return made


def is_ended(made: socket) -> bool:
    """Waits for the end; raises TimeoutError where none comes."""
    try:
        while made.recv(1 << 16):
            pass
    except ConnectionResetError:
        pass
    return True


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
STANDING = {
    "says nothing": b"",
    "says half": GET,
    "asks once, and half once more": GET + b"\r\n" + GET,
    "promises a body": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n",
}


@pytest.mark.parametrize("sent", STANDING.values(), ids=STANDING)
def test_who_only_stands_there_is_let_go(impatient: Client, sent: bytes) -> None:
    with standing(impatient, sent) as made:
        assert is_ended(made)


def test_many_that_stand_there_keep_others_out_for_a_while_alone(impatient: Client) -> None:
    many = [standing(impatient, b"") for _ in range(64)]
    try:
        assert impatient.get("/health").status == 503
        assert all(is_ended(made) for made in many)
        assert impatient.get("/health").status == 200
    finally:
        for made in many:
            made.close()


def test_who_does_not_read_is_let_go(impatient: Client) -> None:
    with standing(impatient, (GET + b"\r\n") * 500) as unread, standing(impatient, b"") as later:
        assert is_ended(later)  # it came after the other
        assert impatient.get("/health").status == 200
        with pytest.raises(ConnectionError):
            unread.sendall(GET * 500_000)


class Line:
    """A connection's loop and transport at once: tells what is unread, and looks when a test says so."""

    def __init__(self) -> None:
        self.unread, self.ended = 0, False
        self.looks: list[Callable[[], object]] = []

    def call_later(self, _: float, look: Callable[..., object], *known: object) -> None:
        self.looks.append(partial(look, *known))

    def get_write_buffer_size(self) -> int:
        return self.unread

    def abort(self) -> None:
        self.ended = True


@dataclass
class Request:
    """All that a look asks of one."""

    response_started: bool


def test_who_reads_slowly_reads_to_the_end() -> None:
    line, made = Line(), connection.Connection.__new__(connection.Connection)
    made.loop = made.transport = line  # type: ignore[assignment]
    made.cycle = Request(response_started=True)  # type: ignore[assignment]
    line.unread = 900_000
    made._look_later()
    for line.unread in (600_000, 300_000, 0):
        line.looks.pop()()
        assert not line.ended
    line.looks.pop()()
    assert line.ended
    assert not line.looks


class Slow:
    """A store that searches until it is let go, and knows how many searched at once."""

    def __init__(self) -> None:
        self.begun, self.go = Semaphore(0), Event()
        self.now = self.most = 0

    def search(self, *_: object) -> Hits:
        self.now += 1
        self.most = max(self.most, self.now)
        self.begun.release()
        self.go.wait(20)
        self.now -= 1
        return Hits((), 0)

    def find(self, *_: object, **__: object) -> list[object]:
        return []


def test_a_few_pages_are_made_at_once_and_health_waits_for_none() -> None:
    slow = Slow()
    with serving(slow) as client, ThreadPoolExecutor(12) as readers:  # type: ignore[arg-type]
        pages = [readers.submit(client.get, "/") for _ in range(12)]
        assert all(slow.begun.acquire(timeout=20) for _ in range(connection.AT_ONCE))
        try:
            for path in ("/health", "/static/style.css"):
                assert client.get(path).status == 200
        finally:
            slow.go.set()
        assert [page.result().status for page in pages] == [200] * 12
    assert slow.most == connection.AT_ONCE


def test_who_waits_for_a_page_gets_it_however_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "SILENCE", SHORT)
    slow = Slow()
    with serving(slow) as client, ThreadPoolExecutor(1) as readers:  # type: ignore[arg-type]
        page = readers.submit(client.get, "/")
        assert slow.begun.acquire(timeout=20)
        for _ in range(3):  # looks at the page's connection, since others ended
            with standing(client, b"") as other:
                assert is_ended(other)
        slow.go.set()
        assert page.result().status == 200


def test_who_asks_again_and_again_is_answered(impatient: Client) -> None:
    asking = HTTPConnection("127.0.0.1", impatient.port, timeout=20)
    asking.connect()
    first = asking.sock
    ends = monotonic() + 4 * SHORT
    while monotonic() < ends:
        asking.request("GET", "/health")
        assert asking.getresponse().read() == b'{"status":"ok"}'
    assert asking.sock is first
    asking.close()
