"""A newswatch of its own in a folder, with the real command, that watches the hostile sites."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.ports import Keys, every
from tests.hostile.row import PARAGRAPHS, Row, feed, html
from tests.hostile.server import Web, filled, http

NOW = datetime(2023, 1, 24, 9, tzinfo=UTC)
FETCH_SECONDS = 5
"""What one answer may take: a row that drips for ever takes all of it."""
FEEDS, SITEMAPS = ("feed", "good-feed"), ("sitemap.xml", "good-map.xml")
"""The lists of a site: the hostile one, and its neighbour."""
GOOD = html(PARAGRAPHS, "A good page")
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-0000-hostile-slack-token",
    "NEWSWATCH_KAFKA_PASSWORD": "hostile-kafka-password",
    "NEWSWATCH_ELASTICSEARCH_PASSWORD": "hostile-elastic-password",
    "NEWSWATCH_ELASTICSEARCH_API_KEY": "hostile-elastic-key",
}
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys, or a reader is deceived by."""
FORGED = "2023-01-24T09:00:00Z [error    ] all is lost"
"""What a hostile line would like to be the beginning of."""
MEASURE = Path(__file__).parent / "measure.py"


@dataclass(frozen=True)
class Ran:
    """A command that has ended. `cpu` in seconds with that of its children, `mib` the peak of the largest."""

    code: int
    out: str
    err: str
    cpu: float
    mib: float
    wall: float


def clean(ran: Ran) -> None:
    """A terminal shows it as text, and no line of it is somebody else's."""
    for text in (ran.out, ran.err):
        found = OBEYED.search(text)
        assert found is None, (found, text[max(0, found.start() - 80) : found.end() + 80])
        assert not [line for line in text.splitlines() if line.strip().startswith(FORGED)]


@dataclass
class Place:
    """A folder with sources, log and store. Everything that a command printed is kept in `printed`."""

    folder: Path
    web: Web
    canary: int
    rows: Sequence[Row]
    settings: dict[str, str] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Write the sources and let the server know the sites. What comes is news: it is no first crawl."""
        sources = self.folder / "own" / "sources"
        sources.mkdir(parents=True)
        for row in self.rows:
            (sources / f"{row.id}.yml").write_text(json.dumps(_source(row)), encoding="utf-8")
            self._serve(row)
        with self.store() as store:
            for row in self.rows:
                store.swap("sources", row.id, {"first_crawl_done": True}, Keys(), None)

    def _serve(self, row: Row) -> None:
        link = row.bad.replace("{host}", row.host)
        own = {
            "/feed": feed((row.title, link)),
            "/good-feed": feed(("Good", "http://{host}/good")),
            "/good": GOOD,
        }
        own["/good-map.xml"] = _sitemap("http://{host}/good")
        for path, answer in {**own, **row.pages}.items():
            sub, _, rest = path.partition("/")
            site = self.web.sites.setdefault(sub + row.host, {})
            assert isinstance(site, dict)
            site["/" + rest] = filled(answer, row.host, self.canary)

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        """The store, open until the block ends."""
        store = SqliteStore(self.folder / "var" / "store.db", clock=lambda: NOW)
        try:
            yield store
        finally:
            store.close()

    def run(self, *args: str, **settings: str) -> Ran:
        """The real command, measured."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")},
            "NEWSWATCH_CONFIG_DIR": str(self.folder / "own"),
            "NEWSWATCH_CLOCK": NOW.isoformat(),
            "NEWSWATCH_FETCH_SECONDS": str(FETCH_SECONDS),
            "NEWSWATCH_CONNECT_TO": ",".join(f"{host}=127.0.0.1:{self.web.port}" for host in self.web.sites),
            "NEWSWATCH_HEARTBEAT_URL": "http://127.0.0.1:9/hostile-heartbeat-secret",
            "NEWSWATCH_LOG_LEVEL": "debug",
            "NEWSWATCH_CONTACT": "mailto:desk@example.org",
            "COLUMNS": "200",
            **SECRETS, **self.settings, **settings,
        }  # fmt: skip
        told = self.folder / "took.json"
        done = subprocess.run(
            [sys.executable, str(MEASURE), str(told), sys.executable, "-m", "newswatch", *args],
            env=environment, cwd=self.folder, capture_output=True, timeout=280, check=True,
        )  # fmt: skip
        out, err = (text.decode("utf-8", errors="surrogateescape") for text in (done.stdout, done.stderr))
        self.printed += [out, err]
        took = json.loads(told.read_text())
        return Ran(took["code"], out, err, took["cpu"], took["mib"], took["wall"])

    def urls(self, row: Row) -> dict[str, Mapping[str, Any]]:
        """The row's `urls` documents by path."""
        with self.store() as store:
            found = store.find("urls", group=row.id, limit=1_000)
        return {urlsplit(doc.body["url"]).path: doc.body for doc in found}

    def source(self, row: Row) -> Mapping[str, Any]:
        """The row's `sources` document."""
        with self.store() as store:
            found = store.get("sources", row.id)
        assert found is not None
        return found.body

    def all(self, collection: Any) -> dict[str, list[Mapping[str, Any]]]:
        """All documents of `articles` (the flagged articles) or `dead`, by the id of their source."""
        by_source: dict[str, list[Mapping[str, Any]]] = {}
        with self.store() as store:
            for doc in every(store, collection):
                source = (
                    doc.body["article"]["source"]["id"] if collection == "articles" else doc.body["source"]
                )
                by_source.setdefault(source, []).append(doc.body)
        return by_source


def _source(row: Row) -> dict[str, Any]:
    kind, names = ("sitemaps", SITEMAPS) if row.sitemap else ("feeds", FEEDS)
    lists = {kind: [{"url": f"http://{row.host}/{name}", "seen": "tests"} for name in names]}
    other = any(path.startswith("other.") for path in row.pages)  # its pace is the source's own then, too
    home = f"http://{'other.' if other else ''}{row.host}/"
    return {
        "name": f"Row {row.number}", "publisher": f"Row {row.number}", "homepage": home, "language": "en",
        "kind": "press", "politeness": {"delay": 0, "concurrency": 4}, "allow_private": True, **lists, **row.more,
    }  # fmt: skip


def _sitemap(url: str) -> bytes:
    return http(f"<urlset><url><loc>{url}</loc></url></urlset>", "text/xml")
