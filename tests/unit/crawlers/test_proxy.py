"""Behind a company's proxy: a trusted hop, used only where it is asked for; targets are judged all the same."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from crawlers.crawl import new_reach
from crawlers.proxy import Proxy, is_public_name, parse_proxy, route_of
from crawlers.reach import Limits
from newswatch.errors import ConfigError
from newswatch.settings import load_settings, shown
from tests.unit.crawlers.crawl_web import PUBLIC, Answer, Place, Web, names, news
from tests.unit.crawlers.proxy_web import PASSWORD, ForwardProxy, authority, over_tls

LINK = "http://news.example/a"
PUBLIC_NAMES = names({"news.example": [PUBLIC], "evil.example": ["10.0.0.7"], "other.example": [PUBLIC]})
OPEN = Callable[..., ForwardProxy]


@pytest.fixture
def forward(web: Web) -> Iterator[OPEN]:
    made: list[ForwardProxy] = []

    def make(tls: int = 0, *, password: str | None = None, status: int = 200) -> ForwardProxy:
        made.append(ForwardProxy(web.port, tls, password=password, status=status))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


# --- over a real proxy ------------------------------------------------------------------------------


def test_pages_come_through_a_proxy_at_a_private_address(place: Place, forward: OPEN) -> None:
    proxy = forward()
    place.web.feed("/feed", [LINK])
    place.web.page("/a", "Title")
    summary = place.crawl(news(allow_private=False), connect=False, resolve=PUBLIC_NAMES, proxy=proxy.address)
    assert (summary.pages, summary.errors) == (1, 0)
    assert proxy.asked == [f"GET http://news.example/{path}" for path in ("robots.txt", "feed", "a")]
    assert place.web.asked == [f"news.example/{path}" for path in ("robots.txt", "feed", "a")]


def test_the_environments_proxy_is_used_only_when_asked_for(
    place: Place, forward: OPEN, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = forward()
    monkeypatch.setenv("http_proxy", proxy.address)
    monkeypatch.setenv("HTTP_PROXY", proxy.address)
    place.web.feed("/feed", [LINK])
    place.web.page("/a", "Title")
    private = names({"news.example": ["10.0.0.7"]})
    summary = place.crawl(news(allow_private=False), connect=False, resolve=private)
    assert summary.sources["news"].errors[0].startswith("address-refused")
    assert proxy.asked == []
    place.time.go(days=2)
    summary = place.crawl(news(allow_private=False), connect=False, resolve=PUBLIC_NAMES, proxy="environment")
    assert summary.pages == 1
    assert len(proxy.asked) == 3


def test_no_proxy_goes_straight(place: Place, forward: OPEN, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = forward()
    monkeypatch.setenv("NO_PROXY", "localhost,.example")
    monkeypatch.delenv("no_proxy", raising=False)
    place.web.feed("/feed", [LINK])
    loopback = names({"news.example": ["127.0.0.1"]})
    summary = place.crawl(news(allow_private=False), connect=False, resolve=loopback, proxy=proxy.address)
    assert summary.sources["news"].errors[0].startswith("address-refused")
    assert proxy.asked == []


def test_https_is_a_tunnel_and_the_extra_authority_is_trusted(
    place: Place, forward: OPEN, tmp_path: Path
) -> None:
    ca_file, context = authority(tmp_path, "news.example")
    tls = over_tls(Web(), context)
    proxy = forward(tls.port, password=PASSWORD)
    with_password = proxy.address.replace("//", "//desk:pa%3Ass%40word@")
    tls.feed("/feed", ["https://news.example/a"])
    tls.page("/a", "Title")
    watched = news(
        allow_private=False,
        homepage="https://news.example/",
        feeds=[{"url": "https://news.example/feed", "seen": "tests"}],
    )
    try:
        summary = place.crawl(watched, connect=False, resolve=PUBLIC_NAMES, proxy=with_password)
        assert "certificate verify failed" in summary.sources["news"].errors[0]
        place.time.go(days=2)
        summary = place.crawl(
            watched, connect=False, resolve=PUBLIC_NAMES, proxy=with_password, ca_file=ca_file
        )
    finally:
        tls.close()
    assert (summary.pages, summary.errors) == (1, 0)
    assert set(proxy.asked) == {"CONNECT news.example:443"}
    assert tls.asked == [f"news.example/{path}" for path in ("robots.txt", "feed", "a")]
    wanted = "Basic " + base64.b64encode(f"desk:{PASSWORD}".encode()).decode()
    assert set(proxy.told) == {wanted}
    assert b"<title>Title</title>" in place.pages()[0].body


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(("password", "status", "word"), [("x", 200, "407"), (None, 403, "403")])
def test_what_the_proxy_refuses_is_told(
    place: Place, forward: OPEN, scheme: str, password: str | None, status: int, word: str
) -> None:
    proxy = forward(place.web.port, password=password, status=status)
    watched = news(
        allow_private=False,
        homepage=f"{scheme}://news.example/",
        feeds=[{"url": f"{scheme}://news.example/feed", "seen": "tests"}],
    )
    address = proxy.address.replace("//", "//desk:hunter2@")
    summary = place.crawl(watched, connect=False, resolve=PUBLIC_NAMES, proxy=address)
    assert word in summary.sources["news"].errors[0]
    assert "hunter2" not in str(summary)
    assert place.web.asked == []


def test_a_proxy_that_is_not_there_is_told(place: Place) -> None:
    summary = place.crawl(
        news(allow_private=False), connect=False, resolve=PUBLIC_NAMES, proxy="http://127.0.0.1:9"
    )
    assert "the proxy 127.0.0.1:9 can't be connected to" in summary.sources["news"].errors[0]


def test_a_proxy_that_never_answers_is_given_up_and_hung_up_on(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        heard: list[bytes] = []

        def hold() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(20)
                heard.append(connection.recv(1000))
                with contextlib.suppress(ConnectionError):
                    heard.append(connection.recv(1000))  # nothing: the other side hangs up
                heard.append(b"end")

        thread = threading.Thread(target=hold, daemon=True)
        thread.start()
        watched = news(
            allow_private=False,
            homepage="https://news.example/",
            feeds=[{"url": "https://news.example/feed", "seen": "tests"}],
        )
        summary = place.crawl(
            watched, connect=False, resolve=PUBLIC_NAMES, limits=Limits(timeout=0.5),
            proxy=f"http://127.0.0.1:{server.getsockname()[1]}",
        )  # fmt: skip
        thread.join(20)
    assert "timeout" in summary.sources["news"].errors[0] or "0.5 s" in summary.sources["news"].errors[0]
    assert heard[0].startswith(b"CONNECT news.example:443 HTTP/1.1\r\n")
    assert heard[-1] == b"end"


@pytest.mark.parametrize(
    "link",
    [
        "http://evil.example/a", "http://127.0.0.1/a", "http://0x7f.1/a", "http://2130706433/a", "http://0/a",
        "http://169.254.169.254/latest", "http://[::1]/a", "http://localhost/a", "http://wiki/a",
        "http://wiki.corp/a", "http://printer.local/a",
    ],
)  # fmt: skip
def test_targets_are_judged_behind_a_proxy_too(place: Place, forward: OPEN, link: str) -> None:
    proxy = forward()
    place.web.feed("/feed", [link])
    place.crawl(news(allow_private=False), connect=False, resolve=PUBLIC_NAMES, proxy=proxy.address)
    (body,) = place.urls().values()
    assert (body["state"], body["reason"]) == ("failed", "address-refused")
    assert len(proxy.asked) == 2  # robots.txt and the feed


def test_redirects_are_judged_behind_a_proxy_too(place: Place, forward: OPEN) -> None:
    proxy = forward()
    place.web.feed("/feed", [LINK])
    place.web.routes["/a"] = Answer(status=302, headers={"Location": "http://evil.example/x"})
    place.crawl(news(allow_private=False), connect=False, resolve=PUBLIC_NAMES, proxy=proxy.address)
    (body,) = place.urls().values()
    assert body["reason"] == "address-refused"
    assert not any("evil" in asked for asked in proxy.asked)


def test_a_public_name_that_only_the_proxy_can_resolve_is_left_to_it(place: Place, forward: OPEN) -> None:
    proxy = forward()
    place.web.feed("/feed", [LINK])
    place.web.page("/a")
    asked = []

    async def nothing(host: str, port: int) -> list[str]:
        if host == "127.0.0.1":
            return [host]
        asked.append(host)
        raise OSError("no such name")

    summary = place.crawl(news(allow_private=False), connect=False, resolve=nothing, proxy=proxy.address)
    assert summary.pages == 1
    assert asked == ["news.example"]


def test_the_command_goes_through_the_environments_proxy(web: Web, forward: OPEN, tmp_path: Path) -> None:
    proxy = forward()
    web.feed("/feed", [LINK])
    web.page("/a")
    (tmp_path / "sources").mkdir()
    values = news(allow_private=False).model_dump(mode="json", exclude_defaults=True, exclude={"id"})
    (tmp_path / "sources" / "news.yml").write_text(yaml.safe_dump(values), encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")},
        "NEWSWATCH_LOG_URL": f"sqlite:///{tmp_path}/log.db",
        "NEWSWATCH_STORE_URL": f"sqlite:///{tmp_path}/store.db",
        "NEWSWATCH_CONFIG_DIR": str(tmp_path),
        "NEWSWATCH_PROXY": "environment",
        "http_proxy": proxy.address,
        "no_proxy": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "newswatch", "crawl", "news", "--json"],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["pages"] == 1
    assert len(proxy.asked) == 3


# --- what the settings say --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "scheme", "host", "proxy"),
    [
        ("off", "http", "a.org", None),
        ("", "http", "a.org", None),
        ("environment", "http", "a.org", "one.corp:3128"),
        ("environment", "https", "a.org", "two.corp:80"),
        ("environment", "https", "a.intra", None),
        ("environment", "https", "10.2.3.4", None),
        ("environment", "https", "b.org", None),
        ("environment", "https", "notb.org", "two.corp:80"),
        ("http://three.corp:8080/", "https", "a.org", "three.corp:8080"),
        ("three.corp:8080", "http", "www.b.org", None),
    ],
)
def test_which_requests_go_through_it(setting: str, scheme: str, host: str, proxy: str | None) -> None:
    environment = {
        "HTTP_PROXY": "http://ignored:1",
        "http_proxy": "http://one.corp:3128",
        "HTTPS_PROXY": "two.corp",
        "NO_PROXY": "localhost, *.intra,10.0.0.0/8 b.org:443,b.org",
    }
    found = route_of(setting, environment)(scheme, host, 443)
    assert (str(found) if found else None) == proxy


@pytest.mark.parametrize("address", ["socks5://a:1", "https://a:1", "http://", "http://a:x", "http://a/path"])
def test_what_is_no_proxy_is_refused_without_its_password(address: str) -> None:
    secret = address.replace("://", "://user:hunter2@") if "a" in address else address
    with pytest.raises(ConfigError, match=r"NEWSWATCH_PROXY: write the proxy as http://host:port") as caught:
        new_reach(Limits(), proxy=secret)
    assert "hunter2" not in str(caught.value)


def test_a_proxys_password_is_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSWATCH_PROXY", "desk:hunter2@proxy.corp:3128")
    settings = load_settings()
    assert shown(settings)["NEWSWATCH_PROXY"] == "http://desk:********@proxy.corp:3128"
    assert "hunter2" not in repr(parse_proxy(settings.proxy))
    assert parse_proxy(settings.proxy) == Proxy("proxy.corp", 3128, "Basic ZGVzazpodW50ZXIy")


def test_the_ca_file_is_a_path_and_is_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ca.pem").write_bytes(b"\xff no certificate")
    monkeypatch.setenv("NEWSWATCH_CA_FILE", str(tmp_path / "ca.pem"))
    assert load_settings().ca_file == tmp_path / "ca.pem"
    with pytest.raises(ConfigError, match=r"NEWSWATCH_CA_FILE: .*no certificate in PEM form"):
        new_reach(Limits(), ca_file=tmp_path / "ca.pem")
    with pytest.raises(ConfigError, match="No such file"):
        new_reach(Limits(), ca_file=tmp_path / "none.pem")


@pytest.mark.parametrize(
    ("host", "public"), [("news.example", True), ("wiki", False), ("a.local", False), ("0x7f.1", False)]
)
def test_what_looks_like_a_public_name(host: str, public: bool) -> None:
    assert is_public_name(host) is public
