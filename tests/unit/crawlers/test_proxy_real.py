"""Behind a forward proxy that others wrote (proxy.py): plain pages, TLS by CONNECT, and its password."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from crawlers.sources import Source
from tests.unit.crawlers.crawl_web import Place, Web, news
from tests.unit.crawlers.proxy_web import authority, over_tls


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[str]:
    """The address of a running proxy that asks for a password; what it handled is in proxy.log."""
    told = tmp_path / "proxy.port"
    command = [
        sys.executable, "-m", "proxy", "--hostname", "127.0.0.1", "--port", "0", "--port-file", str(told),
        "--num-workers", "1", "--num-acceptors", "1", "--basic-auth", "desk:secret-word",
        "--log-file", str(tmp_path / "proxy.log"), "--data-dir", str(tmp_path / "data"),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            for _ in range(600):
                if told.exists() and told.read_text().strip():
                    break
                Event().wait(0.1)
            yield f"127.0.0.1:{int(told.read_text().splitlines()[0])}"
        finally:
            running.terminate()


def watched(base: str, web: Web) -> Source:
    web.feed("/feed", [f"{base}/a"])
    web.page("/a", "Title")
    return news(homepage=f"{base}/", feeds=[{"url": f"{base}/feed", "seen": "tests"}])


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_pages_come_through_and_a_wrong_password_is_told(
    place: Place, proxy: str, tmp_path: Path, scheme: str
) -> None:
    web, ca_file = place.web, None
    if scheme == "https":
        ca_file, context = authority(tmp_path, "localhost")
        web = over_tls(Web(), context)
    source = watched(f"{scheme}://localhost:{web.port}", web)
    refused = place.crawl(source, connect=False, proxy=f"http://desk:wrong@{proxy}", ca_file=ca_file)
    assert "407" in refused.sources["news"].errors[0]
    assert "wrong" not in refused.sources["news"].errors[0]
    assert web.asked == []
    place.time.go(days=2)
    summary = place.crawl(source, connect=False, proxy=f"http://desk:secret-word@{proxy}", ca_file=ca_file)
    assert (summary.pages, summary.errors) == (1, 0)
    assert [path.split("/", 1)[1] for path in web.asked] == ["robots.txt", "feed", "a"]
    assert b"<title>Title</title>" in place.pages()[0].body
    handled = (tmp_path / "proxy.log").read_text(encoding="utf-8")
    assert handled.count("CONNECT localhost" if scheme == "https" else "GET localhost") >= 3
