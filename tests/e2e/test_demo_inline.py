"""The demo's day without HTTP and without the log: what extract, flag, cluster, notify and deliver make of its pages.

It tells in two seconds which page or fact is wrong, where `newswatch demo` takes the whole way.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.addresses import article_id
from newswatch.cli.peace_clock import GROUP, UPKEEP
from newswatch.demo.actual import Actual, read_day
from newswatch.demo.compare import differences, load_expected
from newswatch.demo.day import TICKS
from newswatch.demo.server import answer
from newswatch.demo.web import load_web
from newswatch.errors import Reject
from newswatch.messages import Article, Entry, Flagged, Page, SourceRef, Story
from newswatch.ports import Keys
from newswatch.stage import Put, Swap
from processors.cluster import start_cluster
from processors.deliver import deliver_due
from processors.extract import read_article
from processors.flag import SHIPPED, flag, load_rules
from processors.index import index
from processors.notify import Policy, start_notify, wanted_alerts

SITES = load_web()
BY_HOST = {site.host: site for site in SITES}


def articles(now: datetime) -> Iterator[Article]:
    """What a visit to every listed page at `now` gives."""
    for site in SITES:
        for page in site.listed(now) if site.feed.kind != "html" else ():
            response = answer(BY_HOST, site.host, page.path, now)
            if response.status != 200 or page.path.startswith(site.disallow or ("?",)):
                continue
            url = site.url(page.path)
            entry = Entry(
                url=url,
                title=page.title or None,
                summary=page.lead or None,
                date_published=page.listed_at(),
            )
            source = SourceRef(
                id=site.id,
                publisher=site.publisher,
                language=site.language,
                first_party=site.organisation is not None,
                organisation=site.organisation,
            )
            try:
                yield read_article(
                    Page(
                        id=article_id(url),
                        requested_url=url,
                        url=url,
                        status=200,
                        headers={name.lower(): value for name, value in response.headers.items()},
                        body=response.body,
                        entry=entry,
                        source=source,
                        silent=now == TICKS[0],
                        discovered_at=now,
                        fetched_at=now,
                    )
                )
            except Reject:
                continue


def played(folder: Path) -> Actual:
    """The whole day, each article read again only when its text has changed."""
    now = [TICKS[0]]
    rules = load_rules([SHIPPED])
    cluster, notify = start_cluster([]), start_notify(Policy())
    notifier = ConsoleNotifier(Console(file=io.StringIO()))
    seen: dict[str, str] = {}
    with SqliteStore(folder / "store.db", clock=lambda: now[0]) as store:
        for tick in TICKS:
            now[0] = tick
            told: list[Flagged | Story] = []
            for article in articles(tick):
                if seen.get(article.id) == article.content_hash:
                    continue
                seen[article.id] = article.content_hash
                told.append(flag(article, rules))
            for outcome in cluster(list(told), {}):
                assert not isinstance(outcome, Exception), outcome
                told += [output for output in outcome if isinstance(output, Story)]
            puts = [output for message in told for output in index(message, {}) if isinstance(output, Put)]
            assert not store.put_newer([put.doc for put in puts])
            stories = [message for message in told if isinstance(message, Story)]
            found = store.get_many("alerts", [id_ for story in stories for _, id_ in wanted_alerts(story)])
            for outcome in notify(stories, {("alerts", id_): doc for id_, doc in found.items()}):
                assert not isinstance(outcome, Exception), outcome
                for output in outcome:
                    if isinstance(output, Swap):
                        store.swap("alerts", output.id, output.body, output.keys, output.expected)
            while deliver_due(store, notifier, lambda: now[0]).done:
                pass
        # what upkeep notes lies beside the alerts, and is none of the day's
        note = {"state": "upkeep", "at": TICKS[-1].isoformat()}
        store.swap("alerts", UPKEEP, note, Keys(group=GROUP), None)
        return read_day(store)


def test_the_pages_give_the_expected_stories_and_cards(tmp_path: Path) -> None:
    expected = load_expected().model_copy(update={"rejected": {}})
    wrong = differences(expected, played(tmp_path))
    assert not wrong, "\n".join(wrong)
