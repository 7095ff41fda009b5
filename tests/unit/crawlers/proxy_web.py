"""A forward proxy on loopback, and a certificate authority of one's own, for test_proxy.py."""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.unit.crawlers.crawl_web import Web

PASSWORD = "pa:ss@word"


class ForwardProxy:
    """An HTTP proxy: CONNECT and absolute GET. It leads every name to one of two ports, by CONNECT or not."""

    def __init__(self, plain: int, tls: int = 0, *, password: str | None = None, status: int = 200) -> None:
        self.asked: list[str] = []
        self.told: list[str | None] = []
        """Each request line, and its Proxy-Authorization."""
        proxy = self

        class Asked(BaseHTTPRequestHandler):
            def do_CONNECT(self) -> None:
                if proxy._allows(self):
                    self.send_response(200)
                    self.end_headers()
                    _pump(self.connection, ("127.0.0.1", tls))
                self.close_connection = True

            def do_GET(self) -> None:
                if proxy._allows(self):
                    _forward(self, plain)
                self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up."""

        self._password, self._status = password, status
        self._server = Server(("127.0.0.1", 0), Asked)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def _allows(self, request: BaseHTTPRequestHandler) -> bool:
        self.asked.append(f"{request.command} {request.path}")
        self.told.append(request.headers.get("Proxy-Authorization"))
        status = self._status
        if self._password is not None:
            wanted = "Basic " + base64.b64encode(f"desk:{self._password}".encode()).decode()
            status = status if self.told[-1] == wanted else 407
        if status != 200:
            request.send_response(status)
            request.send_header("Content-Length", "0")
            request.end_headers()
        return status == 200

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _pump(client: socket.socket, there: tuple[str, int]) -> None:
    with socket.create_connection(there, 10) as server:

        def copy(source: socket.socket, target: socket.socket) -> None:
            try:
                while data := source.recv(65536):
                    target.sendall(data)
                target.shutdown(socket.SHUT_WR)
            except OSError:
                pass

        back = threading.Thread(target=copy, args=(server, client), daemon=True)
        back.start()
        copy(client, server)
        back.join(10)


def _forward(request: BaseHTTPRequestHandler, port: int) -> None:
    parts = urlsplit(request.path)
    assert parts.scheme == "http", request.path
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", parts.path or "/", headers={"Host": parts.netloc})
    answer = connection.getresponse()
    body = answer.read()
    request.send_response(answer.status)
    for name, value in answer.getheaders():
        if name.lower() not in ("content-length", "connection"):
            request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
    connection.close()


def authority(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A new certificate authority's file, and a server's TLS context for `host` signed by it."""
    now = datetime.now(UTC)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Company CA")])

    def certificate(name: x509.Name, of: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(ca_name)
            .public_key(of.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(of.public_key()), critical=False)
        )

    signs = x509.KeyUsage(
        digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    ca = (
        certificate(ca_name, ca_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(signs, critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    leaf = (
        certificate(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]), key)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    ca_file, pair = folder / "ca.pem", folder / "server.pem"
    ca_file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pair.write_bytes(secret + leaf.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
    return ca_file, context


def over_tls(web: Web, context: ssl.SSLContext) -> Web:
    """Make a web that nobody has asked yet speak TLS."""
    web._server.socket = context.wrap_socket(web._server.socket, server_side=True)
    return web
