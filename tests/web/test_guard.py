"""Who may ask, how, and what a browser may do with the answer."""

from __future__ import annotations

import pytest

from newswatch.web.guard import Hosts, hosts_for, is_loopback

from .conftest import Day

PATHS = ["/", "/stories", "/explain", "/health", "/static/style.css", "/nothing", "/?from=x"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_binds_the_browser(day: Day, path: str) -> None:
    headers = day.client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers or "uvicorn" in headers["server"]


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/", "/health", "/nothing"])
def test_only_get_is_answered(day: Day, method: str, path: str) -> None:
    answer = day.client.ask(method, path)
    assert answer.status in (400, 405)  # a method that HTTP does not know ends before us
    if answer.status == 405:
        assert answer.headers["allow"] == "GET"
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("path", ["/stories/", "/explain/?url=", "/stories/{deal}/", "/articles/{deal}//"])
def test_a_slash_at_the_end_leads_to_the_page(day: Day, path: str) -> None:
    answer = day.client.get(path.format(deal=day.filled.deal))
    assert answer.status == 200
    # It would say http:// and our own name, even behind a proxy with TLS.
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8008", "127.0.0.1:1", "[::1]", "[::1]:8008", "LOCALHOST", "localhost."]
)
def test_our_own_names_are_answered(day: Day, host: str) -> None:
    assert day.client.ask("GET", "/health", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8008", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "::2",
     "localhost@evil.example", "evil.example#localhost", "", "[", "a b", "192.168.1.9:8008"],
)  # fmt: skip
def test_a_rebound_name_is_refused(day: Day, host: str) -> None:
    answer = day.client.ask("GET", "/", Host=host)
    assert answer.status in (400, 421)
    assert "Microsoft" not in answer.text


def test_beyond_loopback_bare_addresses_and_named_hosts_are_allowed() -> None:
    hosts = hosts_for("0.0.0.0", ["news.example"])
    assert hosts.allow("192.168.1.9:8008")
    assert hosts.allow("[fd00::1]:8008")
    assert hosts.allow("news.example")
    assert not hosts.allow("evil.example")
    assert not hosts_for("127.0.0.1").allow("192.168.1.9")
    assert hosts_for("192.168.1.9").allow("192.168.1.9:80")
    assert not Hosts().allow(None)


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.9", False), ("news.example", False)],
)  # fmt: skip
def test_what_is_loopback(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside
