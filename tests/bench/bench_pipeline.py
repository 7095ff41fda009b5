"""Articles a second from page to searchable, embedded, on this machine's cores. Goal: >= 60/s on two cores.

Pages are the demo's, each as often as it takes, under addresses of their own.
Usage: bench_pipeline.py [PAGES]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.addresses import article_id
from newswatch.cli.opening import opened
from newswatch.cli.serving import draining
from newswatch.demo.server import answer
from newswatch.demo.web import load_web
from newswatch.messages import Page, SourceRef
from newswatch.ports import Query
from newswatch.settings import load_settings

NOW = datetime(2023, 1, 23, 22, tzinfo=UTC)


def pages(count: int) -> list[Page]:
    """The demo's pages, again and again, as if each were another article."""
    sites = {site.host: site for site in load_web()}
    bodies = [
        (site, page, body)
        for site in sites.values()
        for page in site.pages
        if len(body := answer(sites, site.host, page.path, NOW).body) > 500
    ]
    found = []
    for number in range(count):
        site, page, body = bodies[number % len(bodies)]
        url = f"https://{site.host}{page.path}?copy={number}"
        found.append(
            Page(
                id=article_id(url),
                requested_url=url,
                url=url,
                status=200,
                headers={"content-type": "text/html; charset=utf-8"},
                body=body,
                source=SourceRef(id=site.id, publisher=site.publisher, language=site.language),
                discovered_at=NOW,
                fetched_at=NOW,
            )
        )
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(
            _env_file=None, log_url=f"sqlite:///{folder}/log.db", store_url=f"sqlite:///{folder}/store.db"
        )
        log = SqliteLog(Path(folder) / "log.db", clock=lambda: NOW)
        made = pages(count)
        for start in range(0, count, 200):
            log.append(made[start : start + 200])
        log.close()
        stages = ["extract", "flag", "cluster", "index"]
        with draining(settings, stages, Event(), lambda: NOW) as drain_once:
            began = time.perf_counter()
            done = drain_once()
            seconds = time.perf_counter() - began
        with opened(settings) as ports:
            found = ports.store.search("articles", Query(limit=1)).total
        print(
            f"page to searchable: {count} pages, {found} searchable, {seconds:.1f} s, {found / seconds:.0f} articles/s"
        )
        print(f"read by stage: {done['read']}")


if __name__ == "__main__":
    main()
