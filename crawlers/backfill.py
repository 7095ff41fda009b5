"""A crawl of the past: pages of chosen days, from sitemaps and feeds, told nobody. A process of its own, as a crawl."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crawlers.archive import Span
from crawlers.crawl import new_run, quiet_start, scrapy_settings
from crawlers.guard import system_resolve
from crawlers.reach import Limits, Resolve
from crawlers.run import CrawlSummary, Run
from crawlers.sources import Politeness, Source
from newswatch.ports import Clock, Log, Store

if TYPE_CHECKING:
    from scrapy.crawler import AsyncCrawlerRunner

SLOWER = 2
"""A backfill waits so many times a source's `politeness.delay`: the usual crawl may be at the same site."""


def backfill(
    sources: Sequence[Source],
    span: Span,
    limit: int,
    *,
    log: Log,
    store: Store,
    clock: Clock,
    contact: str = "",
    connect_to: str = "",
    mark: Callable[[str], None] = lambda _: None,
    limits: Limits | None = None,
    resolve: Resolve = system_resolve,
    proxy: str = "",
    ca_file: Path | None = None,
) -> CrawlSummary:
    """Fetch up to `limit` pages of the sources' entries of these days, silently. Otherwise as crawl().

    What is remembered of how the sources fare is left alone: the past is no day's news.
    """
    run = new_run(
        sources, log=log, store=store, clock=clock, connect_to=connect_to, mark=mark, only_due=False,
        limits=limits or Limits(), resolve=resolve, proxy=proxy, ca_file=ca_file,
    )  # fmt: skip
    from scrapy.crawler import AsyncCrawlerProcess

    with quiet_start():
        process = AsyncCrawlerProcess(scrapy_settings(slower(sources), run.reach.limits, contact=contact))
    task = start_backfill(process, run, span, limit)
    try:
        process.start(install_signal_handlers=threading.current_thread() is threading.main_thread())
        return backfilled(run, task)
    finally:
        run.thread.shutdown()


def slower(sources: Sequence[Source]) -> list[Source]:
    """The sources as a backfill leans on them."""
    return [
        source.model_copy(
            update={"politeness": Politeness(delay=SLOWER * source.politeness.delay, concurrency=1)}
        )
        for source in sources
    ]


def start_backfill(runner: AsyncCrawlerRunner, run: Run, span: Span, limit: int) -> asyncio.Task[None]:
    """Start the spider."""
    from crawlers.spiders.archive import ArchiveSpider

    return runner.crawl(ArchiveSpider, run=run, watched=list(run.sources.values()), span=span, limit=limit)


def backfilled(run: Run, task: asyncio.Task[None]) -> CrawlSummary:
    """The summary; raises what ended it, if something did."""
    if run.error is not None:
        raise run.error
    if task.done() and not task.cancelled() and (error := task.exception()):
        raise error
    return run.total()
