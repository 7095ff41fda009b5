"""A Kibana of our own on loopback: status, spaces, and an import that keeps what a real one would keep."""

from __future__ import annotations

import base64
import json
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

USER, PASSWORD, KEY = "ada", "s3cret-word", "a2V5LW9mLW91cnM="


@dataclass
class FakeKibana:
    """What it holds, and how it behaves. `objects`: by space, type and id."""

    address: str = ""
    version: str | None = "9.5.3"
    spaces: tuple[str, ...] = ("default", "press")
    objects: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    may_import: bool = True
    status: int = 200
    answer: dict[str, Any] | None = None
    html: bool = False
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Ids that another space has: they are given another id here, each time the same."""
    requests: list[tuple[str, str]] = field(default_factory=list)

    def taken(self, authorization: str | None) -> bool:
        """Whether somebody is known by this header."""
        basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        return authorization in (f"Basic {basic}", f"ApiKey {KEY}")

    def imported(self, space: str, file: str) -> dict[str, Any]:
        """Import a file as Kibana does: all references must be there; what is there is overwritten."""
        lines = [json.loads(line) for line in file.splitlines() if line]
        known = {(one["type"], one["id"]) for one in lines}
        known |= {(kind, id_) for where, kind, id_ in self.objects if where == space}
        results, errors = [], []
        for one in lines:
            missing = [ref for ref in one["references"] if (ref["type"], ref["id"]) not in known]
            if missing:
                why = {"type": "missing_references", "references": missing}
                errors.append({"type": one["type"], "id": one["id"], "title": "t", "error": why})
                continue
            id_ = self.elsewhere.get(one["id"], one["id"])
            there = (space, one["type"], id_) in self.objects
            self.objects[space, one["type"], id_] = one
            result = {"type": one["type"], "id": one["id"], "managed": False, "meta": {}}
            results.append(
                result
                | ({"overwrite": True} if there else {})
                | ({"destinationId": id_} if id_ != one["id"] else {})
            )
        told: dict[str, Any] = {
            "success": not errors,
            "successCount": len(results),
            "successResults": results,
        }
        return told | ({"errors": errors} if errors else {}) | {"warnings": []}


class _Answering(BaseHTTPRequestHandler):
    kibana: FakeKibana

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        kibana = self.kibana
        kibana.requests.append((self.command, self.path))
        if kibana.html:
            return self._send(200, b"<html>hello</html>")
        if kibana.status != 200:
            self.send_response(kibana.status)
            if kibana.status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if not kibana.taken(self.headers.get("Authorization")):
            return self._json(401, {"statusCode": 401, "error": "Unauthorized", "message": "no such user"})
        if self.path == "/api/status":
            version = {} if kibana.version is None else {"version": {"number": kibana.version}}
            return self._json(200, {"status": {"overall": {"level": "available"}}, **version})
        if found := re.fullmatch(r"/api/spaces/space/([^/]+)", self.path):
            known = found[1] in kibana.spaces
            return self._json(200 if known else 404, {"id": found[1]} if known else {"message": "Not Found"})
        if found := re.fullmatch(r"(?:/s/([^/]+))?/api/saved_objects/_import\?overwrite=true", self.path):
            return self._import(found[1] or "default", body)
        return self._json(404, {"statusCode": 404, "error": "Not Found", "message": "Not Found"})

    def _import(self, space: str, body: bytes) -> None:
        if not self.headers.get("kbn-xsrf"):
            return self._json(400, {"message": "Request must contain a kbn-xsrf header."})
        if not self.kibana.may_import:
            return self._json(403, {"message": "Unable to bulk_create dashboard"})
        boundary = self.headers["Content-Type"].partition("boundary=")[2]
        (part,) = body.decode().split(f"--{boundary}")[1:-1]
        head, _, file = part.partition("\r\n\r\n")
        if 'name="file"' not in head or '.ndjson"' not in head:
            return self._json(400, {"message": "Invalid file extension"})
        return self._json(200, self.kibana.answer or self.kibana.imported(space, file.strip()))

    def _json(self, status: int, answer: dict[str, Any]) -> None:
        self._send(status, json.dumps(answer).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def fake_kibana(certificate: Path | None = None) -> Iterator[FakeKibana]:
    """A Kibana that answers; over TLS where a certificate (with its key) is given."""
    kibana = FakeKibana()
    answering = type("Answering", (_Answering,), {"kibana": kibana})
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    kibana.address = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield kibana
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
