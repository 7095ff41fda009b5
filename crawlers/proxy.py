"""Which proxy a request goes through, if any. A proxy is a trusted hop: it may be at a private address.

None is used unless NEWSWATCH_PROXY says so (docs/adr/0013-proxy.md): an address, or `environment` for
HTTP_PROXY, HTTPS_PROXY and NO_PROXY as curl and Python read them.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newswatch.errors import ConfigError

OFF = ("", "off")
ENVIRONMENT = "environment"
NOT_PUBLIC = (
    "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "arpa",
    "test", "invalid", "onion", "alt",
)  # fmt: skip
"""Last labels of names that nobody publishes news under (RFC 6761, RFC 6762, RFC 8375 and custom)."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy. `authorization` is the header's value; it is never shown."""

    host: str
    port: int
    authorization: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


Route = Callable[[str, str, int], Proxy | None]
"""Scheme, host and port of a request to its proxy, or None for a request that goes straight."""


def direct(scheme: str, host: str, port: int) -> Proxy | None:
    """No proxy at all."""
    del scheme, host, port
    return None


def route_of(setting: str, environment: Mapping[str, str]) -> Route:
    """What NEWSWATCH_PROXY says: `off` (or nothing), `environment`, or a proxy's address.

    NO_PROXY holds for the latter two: what it names goes straight, and is judged as without a proxy.
    Raises ValueError, which shows no user or password, for an address that is no HTTP proxy's.
    """
    if setting.strip().lower() in OFF:
        return direct
    lowered = {name.lower(): value for name, value in environment.items() if name.isupper()}
    lowered |= {name: value for name, value in environment.items() if name.islower()}
    if setting.strip().lower() == ENVIRONMENT:
        every = lowered.get("all_proxy", "")
        named = {scheme: lowered.get(f"{scheme}_proxy") or every for scheme in ("http", "https")}
    else:
        named = dict.fromkeys(("http", "https"), setting)
    proxies = {scheme: parse_proxy(address) for scheme, address in named.items() if address}
    straight = tuple(filter(None, re.split(r"[\s,]+", lowered.get("no_proxy", "").lower())))

    def route(scheme: str, host: str, port: int) -> Proxy | None:
        return None if any(_names(one, host, port) for one in straight) else proxies.get(scheme)

    return route


def _names(one: str, host: str, port: int) -> bool:
    """Whether a part of NO_PROXY names a host: `*`, a host and those below it, an address or a network."""
    if one == "*":
        return True
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(one, strict=False)
    except ValueError:
        pass
    name, colon, asked = one.rpartition(":")
    if colon and asked.isdigit():
        if int(asked) != port:
            return False
        one = name
    one = one.removeprefix("*").strip(".[]")
    host = host.lower().rstrip(".")
    return bool(one) and (host == one or host.endswith("." + one))


def parse_proxy(address: str) -> Proxy:
    """`http://user:password@host:port`, of which host alone is needed. Raises ValueError."""
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("write the proxy as http://host:port") from None
    if parts.scheme != "http" or not host or parts.path not in ("", "/"):
        raise ValueError("write the proxy as http://host:port; SOCKS and https: proxies are not spoken to")
    authorization = None
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    return Proxy(host, port or 80, authorization)


def is_public_name(host: str) -> bool:
    """Whether a name that can't be resolved here may be left to the proxy to resolve.

    It must look like a public one: of several labels, the last of them no number (`0x7f.1` is an
    address to some) and none of NOT_PUBLIC.
    """
    labels = host.lower().rstrip(".").split(".")
    last = labels[-1]
    return len(labels) > 1 and ":" not in host and last not in NOT_PUBLIC and not last[:1].isdigit()


def check_ca_file(path: Path) -> None:
    """Raise ConfigError for a file without a PEM certificate."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=str(path))
    except OSError as error:  # ssl.SSLError is one
        why = "has no certificate in PEM form" if isinstance(error, ssl.SSLError) else error.strerror
        raise ConfigError(f"NEWSWATCH_CA_FILE: {path} {why}") from error
