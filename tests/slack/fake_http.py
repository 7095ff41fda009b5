"""Serves the fake over real HTTP on loopback, with faults told by a seed."""

from __future__ import annotations

import json
import random
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Literal
from urllib.parse import parse_qsl

from .fake import FakeSlack
from .fake_model import Refused

Fault = Literal["drop", "cut", "torn", "500", "503", "429", "302", "slow", "trickle", "late", "stall"]
FAULTS: tuple[Fault, ...] = ("drop", "cut", "torn", "500", "503", "429", "slow")
"""All but those that store late (`late` when the caller gave up, `stall` when its lease is over), and what no server
of Slack's does: `302`, and `trickle`, a byte every `late` seconds."""


@dataclass
class Faults:
    """What goes wrong, in the order of the calls. `script` is used up first, then chance decides."""

    seed: int = 0
    share: float = 0.0
    kinds: tuple[Fault, ...] = FAULTS
    script: list[Fault | None] = field(default_factory=list)
    only: str = ""
    """The method that is faulted; all where it is empty."""
    slow: float = 0.05
    """Seconds before and after a slow call is served."""
    late: float = 0.3
    elsewhere: str = ""
    """Where a redirect leads."""
    retry_after: float = 1.0
    down: bool = False
    """An outage: every connection is cut."""
    outage_every: float = 0.0
    outage: float = 0.3
    """Seconds between the starts of two outages (0: none), and of each."""
    done: dict[str, int] = field(default_factory=dict)
    _chance: random.Random | None = None
    _lock: Lock = field(default_factory=Lock)

    def next(self, method: str) -> Fault | None:
        """The fault of this call."""
        with self._lock:
            if self.down or (self.outage_every and time.monotonic() % self.outage_every < self.outage):
                self.done["down"] = self.done.get("down", 0) + 1
                return "cut"
            if self.only not in ("", method):
                return None
            if self.script:
                fault = self.script.pop(0)
            else:
                self._chance = self._chance or random.Random(self.seed)
                fault = self._chance.choice(self.kinds) if self._chance.random() < self.share else None
            if fault:
                self.done[fault] = self.done.get(fault, 0) + 1
            return fault


@contextmanager
def served(slack: FakeSlack, faults: Faults | None = None) -> Iterator[str]:
    """Serve until the block ends; gives the api_url."""
    wrong = faults or Faults()
    stopped = Event()

    class Handler(_Handler):
        fake = slack
        faults = wrong
        over = stopped

    server = _Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/api/"
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed is no news."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeSlack
    faults: Faults
    over: Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        method = self.path.rpartition("/")[2]
        fault = self.faults.next(method)
        if fault == "cut":
            return self._reset()
        if fault == "500":
            return self._send(500, b"<html>oops</html>", kind="text/html")
        if fault == "429":
            return self._refused(Refused("ratelimited", retry_after=self.faults.retry_after))
        if fault == "302":
            return self._send(302, b"", more={"Location": self.faults.elsewhere})
        if fault in ("late", "stall"):
            self.over.wait(self.faults.late)
        if fault == "slow":
            self.over.wait(self.faults.slow)
        try:
            answer = self.fake.answer(
                method, self._token(), _arguments(str(self.headers.get("Content-Type")), body)
            )
        except Refused as refused:
            return self._refused(refused)
        if fault in ("drop", "late"):
            return self._reset()
        if fault == "slow":
            self.over.wait(self.faults.slow)
        if fault == "503":
            return self._send(503, b"", more={"Retry-After": "1"})
        payload = json.dumps(answer).encode()
        return self._send(200, payload, torn=fault == "torn", pause=self.faults.late * (fault == "trickle"))

    def _token(self) -> str | None:
        scheme, _, token = str(self.headers.get("Authorization") or "").partition(" ")
        return token if scheme == "Bearer" and token else None

    def _refused(self, refused: Refused) -> None:
        body = json.dumps({"ok": False, "error": refused.code, **refused.more}).encode()
        if refused.retry_after is None:
            self._send(200, body)
        else:
            self._send(429, body, more={"Retry-After": f"{refused.retry_after:g}"})

    def _send(
        self, status: int, body: bytes, *, kind: str = "application/json; charset=utf-8",
        more: Mapping[str, str] | None = None, torn: bool = False, pause: float = 0.0,
    ) -> None:  # fmt: skip
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        # authentication/installing-with-oauth: each answer lists the token's scopes
        self.send_header("X-OAuth-Scopes", ",".join(sorted(self.fake.scopes)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        for place in range(len(body) if pause else 0):
            self.wfile.write(body[place : place + 1])
            self.over.wait(pause)
        if pause:
            return
        self.wfile.write(body[: len(body) // 2] if torn else body)
        if torn:
            self._reset()

    def _reset(self) -> None:
        """End the connection without an answer."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        """Tests want no access log."""


def _arguments(kind: str, body: bytes) -> dict[str, Any]:
    """apis/web-api/using-the-slack-web-api: form-encoded, or JSON."""
    text = body.decode()
    if kind.startswith("application/json"):
        return dict(json.loads(text or "{}"))
    return dict(parse_qsl(text))
