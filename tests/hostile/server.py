"""A hostile server on loopback: raw sockets, since HTTP libraries are too polite for what it answers.

Every host name is its own site. What it sends is bytes, whole answers with their head, or a function that
writes to the socket itself. Beside it stands a canary: a socket that nobody has a reason to connect to.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from urllib.parse import unquote, urlsplit

Write = Callable[[socket.socket, Event], None]
Answer = bytes | Write


@dataclass
class Web:
    """The sites, and what was asked of them as `host/path`."""

    port: int
    sites: dict[str, Mapping[str, Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    closing: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)


@contextmanager
def served() -> Iterator[Web]:
    """Serve until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=256)
    listening.settimeout(0.1)
    web = Web(listening.getsockname()[1])
    accepting = Thread(target=_accept, args=(listening, web), daemon=True)
    accepting.start()
    try:
        yield web
    finally:
        web.closing.set()
        accepting.join()
        listening.close()


def _accept(listening: socket.socket, web: Web) -> None:
    while not web.closing.is_set():
        with suppress(TimeoutError):
            connection, _ = listening.accept()
            Thread(target=_serve, args=(connection, web), daemon=True).start()


def _serve(connection: socket.socket, web: Web) -> None:
    """One request a connection, as the crawl makes them."""
    connection.settimeout(30)
    with suppress(OSError), connection:
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65_536)
            if not more:
                return
            head += more
        path = head.split(b" ")[1].decode("latin-1")
        host = next(
            (
                line[5:].strip().decode("latin-1")
                for line in head.split(b"\r\n")
                if line[:5].lower() == b"host:"
            ),
            "",
        )
        with web.lock:
            web.asked.append(host + path)
            web.heads.append(head)
        site = web.sites.get(host.lower(), {})
        answer = site.get(path) or site.get(unquote(urlsplit(path).path)) or NOT_FOUND
        if callable(answer):
            answer(connection, web.closing)
        else:
            connection.sendall(answer)


def http(
    body: bytes | str = b"",
    type_: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    length: int | None = -1,
    *more: str,
) -> bytes:
    """A whole answer. `length`: -1 the true one (`filled` writes it), None no Content-Length at all."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {type_}", "Connection: close", *more]
    if length is not None:
        lines.append("Content-Length: " + ("{length}" if length == -1 else str(length)))
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def filled(answer: Answer, host: str, canary: int) -> Answer:
    """The answer with the row's host, the canary's port and the true length in their places."""
    if callable(answer):
        return answer
    head, _, body = answer.partition(b"\r\n\r\n")
    for name, value in ((b"{host}", host), (b"{canary}", str(canary))):
        head, body = head.replace(name, value.encode()), body.replace(name, value.encode())
    return head.replace(b"{length}", str(len(body)).encode()) + b"\r\n\r\n" + body


NOT_FOUND = filled(http(b"not here", "text/plain", "404 Not Found"), "", 0)


def drip(head: bytes, piece: bytes = b"x") -> Write:
    """A head, and then a piece each twentieth of a second, for ever."""

    def write(connection: socket.socket, closing: Event) -> None:
        connection.sendall(head)
        while not closing.wait(0.05):
            connection.sendall(piece)

    return write


def flood(head: bytes, piece: bytes, times: int) -> Write:
    """A head, and then a piece so many times, as fast as it is taken."""

    def write(connection: socket.socket, closing: Event) -> None:
        connection.sendall(head)
        for _ in range(times):
            if closing.is_set():
                return
            connection.sendall(piece)

    return write


def reset_after(sent: bytes) -> Write:
    """Some bytes, and then a reset instead of an end."""

    def write(connection: socket.socket, closing: Event) -> None:
        del closing
        connection.sendall(sent)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    return write


@contextmanager
def canary() -> Iterator[tuple[int, list[str]]]:
    """A port that must stay silent, and who connected to it none the less."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.1)
    heard: list[str] = []
    over = Event()

    def listen() -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                connection, whom = listening.accept()
                heard.append(str(whom))
                connection.close()

    thread = Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1], heard
    finally:
        over.set()
        thread.join()
        listening.close()
