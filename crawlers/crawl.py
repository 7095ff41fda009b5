"""One crawl: from sources to Pages in the log, by Scrapy, in a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from crawlers.frontier import revisit
from crawlers.guard import parse_connect_to, system_resolve
from crawlers.proxy import check_ca_file, route_of
from crawlers.reach import Limits, Reach, Resolve
from crawlers.run import CRASH_POINTS, CrawlSummary, Run, SourceSummary
from crawlers.sources import Source
from crawlers.states import count_pages, due
from newswatch.errors import ConfigError
from newswatch.ports import Clock, Log, Store

if TYPE_CHECKING:
    from scrapy.crawler import AsyncCrawlerRunner
    from scrapy.settings import Settings

_LOGGERS = (("scrapy", logging.ERROR), ("twisted", logging.CRITICAL), ("asyncio", logging.ERROR))
__all__ = ["CRASH_POINTS", "CrawlSummary", "Limits", "SourceSummary", "crawl", "due", "revisit", "user_agent"]


def crawl(
    sources: Sequence[Source],
    *,
    log: Log,
    store: Store,
    clock: Clock,
    contact: str = "",
    connect_to: str = "",
    mark: Callable[[str], None] = lambda _: None,
    only_due: bool = False,
    time_limit: float = 0,
    limits: Limits | None = None,
    resolve: Resolve = system_resolve,
    proxy: str = "",
    ca_file: Path | None = None,
) -> CrawlSummary:
    """Read the lists of the sources, and fetch what is new and what earlier crawls left pending.

    Runs Twisted's reactor, which can be done once in a process. `only_due` leaves out lists whose
    interval is not over; `time_limit` ends the crawl after so many seconds (0: never), as SIGTERM
    does: what is under way is finished, the rest stays pending. `proxy` is NEWSWATCH_PROXY, `ca_file`
    has PEM certificates to trust besides the system's. Raises what log or store raised.
    """
    run = new_run(
        sources, log=log, store=store, clock=clock, connect_to=connect_to, mark=mark,
        only_due=only_due, limits=limits or Limits(), resolve=resolve, time_limit=time_limit,
        proxy=proxy, ca_file=ca_file,
    )  # fmt: skip
    if not sources:
        return run.total()
    from scrapy.crawler import AsyncCrawlerProcess

    with quiet_start():
        process = AsyncCrawlerProcess(scrapy_settings(sources, run.reach.limits, contact=contact))
    tasks = start_spiders(process, run)
    try:
        if tasks:
            in_main = threading.current_thread() is threading.main_thread()
            process.start(install_signal_handlers=in_main)
        return result(run, tasks)
    finally:
        run.thread.shutdown()


@contextmanager
def quiet_start() -> Iterator[None]:
    """Scrapy sets its loggers to DEBUG when it starts and says so: heard from then on are its errors alone."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
        for name, level in _LOGGERS:
            logging.getLogger(name).setLevel(level)


def new_run(
    sources: Sequence[Source],
    *,
    log: Log,
    store: Store,
    clock: Clock,
    connect_to: str,
    mark: Callable[[str], None],
    only_due: bool,
    limits: Limits,
    resolve: Resolve,
    time_limit: float = 0,
    proxy: str = "",
    ca_file: Path | None = None,
) -> Run:
    """What the spiders share. Raises ConfigError for a `connect_to`, proxy or CA file that can't be read."""
    return Run(
        sources={source.id: source for source in sources},
        log=log,
        store=store,
        clock=clock,
        mark=mark,
        reach=new_reach(limits, resolve, connect_to, proxy, ca_file),
        only_due=only_due,
        time_limit=time_limit,
    )


def new_reach(
    limits: Limits,
    resolve: Resolve = system_resolve,
    connect_to: str = "",
    proxy: str = "",
    ca_file: Path | None = None,
) -> Reach:
    """What every request goes by. Raises ConfigError for a setting that can't be read."""
    try:
        mapping = parse_connect_to(connect_to)
    except ValueError as error:
        raise ConfigError(f"NEWSWATCH_CONNECT_TO: {error}") from error
    try:
        route = route_of(proxy, os.environ)
    except ValueError as error:
        raise ConfigError(f"NEWSWATCH_PROXY: {error}") from error
    if ca_file is not None:
        check_ca_file(ca_file)
    return Reach(limits, resolve, mapping, route, ca_file)


def start_spiders(runner: AsyncCrawlerRunner, run: Run) -> list[asyncio.Task[None]]:
    """Start the spider of each kind that has sources."""
    from crawlers.spiders.feed import FeedSpider
    from crawlers.spiders.sitemap import SitemapSpider

    of_feeds = [source for source in run.sources.values() if source.feeds]
    of_sitemaps = [source for source in run.sources.values() if source.sitemaps]
    return [
        runner.crawl(spider, run=run, watched=watched)
        for spider, watched in ((FeedSpider, of_feeds), (SitemapSpider, of_sitemaps))
        if watched
    ]


def result(run: Run, tasks: Sequence[asyncio.Task[None]]) -> CrawlSummary:
    """The summary; raises what ended the crawl, if something did."""
    if run.error is not None:
        raise run.error
    for task in tasks:
        if task.done() and not task.cancelled() and (error := task.exception()):
            raise error
    for id_, done in run.summary.sources.items():
        run.thread.submit(
            count_pages, run.store, run.sources[id_], run.clock(), done.pages, done.failed
        ).result()
    return run.total()


def scrapy_settings(sources: Sequence[Source], limits: Limits, *, contact: str = "") -> Settings:
    """Scrapy's settings: crawlers/settings.py, and over them what this crawl asks for."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawlers.settings", priority="project")
    slots = {
        host: {"delay": source.politeness.delay, "concurrency": source.politeness.concurrency}
        for source in sources
        for host in source.hosts
    }
    settings.setdict(
        {
            "USER_AGENT": user_agent(contact),
            "DOWNLOAD_SLOTS": slots,
            "CONCURRENT_REQUESTS": limits.concurrency,
            "DOWNLOAD_MAXSIZE": limits.max_body,
        },
        priority="cmdline",
    )
    return settings


def user_agent(contact: str = "") -> str:
    """How newswatch calls itself: its name, version, and whom a site's owner may write to."""
    try:
        number = version("newswatch")
    except PackageNotFoundError:
        number = "0"
    whom = re.sub(r"[^\x21-\x7e]", "", contact)[:200]
    return f"newswatch/{number} (+{whom})" if whom else f"newswatch/{number}"
