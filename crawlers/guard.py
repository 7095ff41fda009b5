"""Decides which address may be connected to: after DNS, for the first request and for every redirect.

A request is judged three times: its address (scheme, port), every IP address that its host resolves
to, and nothing after that, since the connection goes to an IP address that was judged and not to the
name (crawlers/download.py): a second, other answer of the name server is never asked for.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.proxy import Proxy, is_public_name
from crawlers.reach import Reach, Resolve

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

RESOLVE_BEHIND = 3.0
"""Seconds for a name that a proxy can resolve too."""
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")
_SHARED = ipaddress.IPv4Network("100.64.0.0/10")
_UNIQUE_LOCAL = ipaddress.IPv6Network("fc00::/7")
_RFC1918 = tuple(ipaddress.IPv4Network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))


class Refused(Exception):
    """The guard, robots.txt or a limit says no. `reason` is stable: it is stored with the URL."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Policy:
    """What a source's requests may reach."""

    ports: frozenset[int] = frozenset({80, 443})
    allow_private: bool = False
    """Loopback, RFC 1918 and unique local addresses are reachable; link-local and the like never are."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the host that it names, and what is connected to."""

    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]
    connect_port: int
    proxy: Proxy | None = None
    """The hop that it is reached by; `addresses` and `connect_port` are then the proxy's."""


def judge(address: str, policy: Policy) -> str | None:
    """Why an IP address may not be connected to, or None when it may (RFC 6890, RFC 4291, RFC 6052)."""
    try:
        found: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address!r} is not an IP address"
    for inner in (found, *_inside(found)):
        if policy.allow_private and _is_private(inner):
            continue
        if kind := _forbidden(inner):
            return f"{address} is {kind}"
    return None


def _inside(address: IPAddress) -> tuple[IPAddress, ...]:
    """The IPv4 addresses that an IPv6 address stands for: mapped, compatible, NAT64, 6to4, Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    inner: list[IPAddress] = []
    if address.ipv4_mapped:
        inner.append(address.ipv4_mapped)
    elif (address in _COMPATIBLE and int(address) > 1) or any(address in network for network in _NAT64):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address.sixtofour:
        inner.append(address.sixtofour)
    if address.teredo:
        inner.extend(address.teredo)
    return tuple(inner)


def _is_private(address: IPAddress) -> bool:
    """What `allow_private` opens: an own machine or network."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_loopback or any(address in network for network in _RFC1918)
    mapped = address.ipv4_mapped
    return address.is_loopback or address in _UNIQUE_LOCAL or (mapped is not None and _is_private(mapped))


def _forbidden(address: IPAddress) -> str | None:
    """The kind of address that nobody publishes news on, or None."""
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or any(address in network for network in _NAT64)
    ):
        return None  # what it stands for is judged
    kinds = (
        (address.is_loopback, "a loopback address"),
        (address.is_unspecified, "the unspecified address"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (isinstance(address, ipaddress.IPv4Address) and address in _SHARED, "a shared (carrier) address"),
        (isinstance(address, ipaddress.IPv6Address) and address in _SITE_LOCAL, "a site-local address"),
        (address.is_private, "a private address"),
        (address.is_reserved, "a reserved address"),
        (not address.is_global, "not a public address"),
    )
    return next((kind for is_so, kind in kinds if is_so), None)


def parse_connect_to(text: str) -> dict[str, tuple[str, int]]:
    """`host=address:port,…` as a mapping; `*` stands for every host. Raises ValueError."""
    mapping: dict[str, tuple[str, int]] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        host, found, target = part.partition("=")
        address, colon, port = target.rpartition(":")
        if not (found and colon and host and address and port.isdigit() and 0 < int(port) < 65536):
            raise ValueError(f"{part!r} is not `host=address:port`")
        mapping[host.strip().lower()] = (address.strip("[]"), int(port))
    return mapping


def check_url(url: str, policy: Policy) -> tuple[str, str, int]:
    """Scheme, host and port of an address that may be asked for. Raises Refused."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused("bad-address", str(error)) from error
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise Refused("scheme-refused", f"{scheme or 'no scheme'}: only http and https are followed")
    if not parts.hostname:
        raise Refused("bad-address", "the address names no host")
    if port is None:
        port = 443 if scheme == "https" else 80
    if port not in policy.ports:
        raise Refused("port-refused", f"port {port} is none of the source's")
    return scheme, parts.hostname, port


async def locate(url: str, policy: Policy, reach: Reach) -> Target:
    """Resolve a request's host once, and judge every answer. Raises Refused.

    One forbidden address among the answers refuses them all: nobody publishes from a public and a
    private address at once, but somebody who tries to get in does. Behind a proxy the host is judged as
    far as it resolves here, and then left to the proxy, whose own address is not judged.
    """
    scheme, host, port = check_url(url, policy)
    mapped = reach.connect_to.get(host, reach.connect_to.get("*"))
    proxy = None if mapped else reach.route(scheme, host, port)
    if proxy is not None:
        await _judge_behind(host, port, policy, reach)
        return Target(scheme, host, port, await _addresses_of(proxy, reach), proxy.port, proxy)
    name, connect_port = mapped or (host, port)
    addresses = await _resolved(host, name, connect_port, reach.resolve)
    _judge_all(host, addresses, policy)
    return Target(scheme, host, port, addresses, connect_port)


async def _resolved(host: str, name: str, port: int, resolve: Resolve) -> tuple[str, ...]:
    try:
        addresses = tuple(dict.fromkeys(await resolve(name, port)))
    except (OSError, UnicodeError) as error:
        raise Refused("dns", f"{host} can't be resolved: {error}") from error
    if not addresses:
        raise Refused("dns", f"{host} has no address")
    return addresses


def _judge_all(host: str, addresses: Sequence[str], policy: Policy) -> None:
    for address in addresses:
        if why := judge(address, policy):
            raise Refused("address-refused", f"{host}: {why}")


async def _judge_behind(host: str, port: int, policy: Policy, reach: Reach) -> None:
    """A target that a proxy will connect to: refused where it resolves to what is forbidden here.

    Inside a company a public name often resolves nowhere, and then slowly: the wait is short, and
    each host is asked for once.
    """
    if host in reach.unresolved:
        return
    try:
        async with asyncio.timeout(RESOLVE_BEHIND):
            addresses = await _resolved(host, host, port, reach.resolve)
    except (Refused, TimeoutError):
        if not policy.allow_private and not is_public_name(host):
            raise Refused("address-refused", f"{host} is no public name, and does not resolve here") from None
        reach.unresolved.add(host)
        return
    _judge_all(host, addresses, policy)


async def _addresses_of(proxy: Proxy, reach: Reach) -> tuple[str, ...]:
    try:
        return await _resolved(proxy.host, proxy.host, proxy.port, reach.resolve)
    except Refused as refused:
        raise Refused("proxy", f"the proxy {refused.text}") from refused


async def system_resolve(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says, as connecting would: `0x7f.1` and `0` are addresses to it too."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for _, _, _, _, sockaddr in found]
