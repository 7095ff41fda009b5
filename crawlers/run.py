"""What one crawl shares: the ports, the clock, the limits, and what became of each source."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from crawlers.guard import Policy
from crawlers.reach import Reach
from crawlers.sources import Source
from newswatch.ports import Clock, Log, Store

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

P = ParamSpec("P")
T = TypeVar("T")

CRASH_POINTS = (
    "crawl-entries-pending",
    "crawl-list-saved",
    "crawl-page-fetched",
    "crawl-page-appended",
    "crawl-url-done",
)
"""The names that `mark` is called with, in this order: each lies between two durable writes."""


@dataclass(slots=True)
class SourceSummary:
    """What became of one source in one crawl."""

    lists: int = 0
    unchanged: int = 0
    entries: int = 0
    new: int = 0
    pages: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    """Pages that could not be fetched, by reason."""
    errors: list[str] = field(default_factory=list)
    """Lists that could not be read, and why."""
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CrawlSummary:
    """What one crawl did."""

    sources: dict[str, SourceSummary] = field(default_factory=dict)
    entries: int = 0
    new: int = 0
    pages: int = 0
    failed: int = 0
    errors: int = 0
    stopped: bool = False
    """It ended early: time was up, or it was told to stop. What is pending stays so."""


@dataclass(slots=True)
class Run:
    """One crawl. Store and log are only touched through `call`, one call at a time, in its thread."""

    sources: Mapping[str, Source]
    log: Log
    store: Store
    clock: Clock
    mark: Callable[[str], None]
    reach: Reach
    only_due: bool
    time_limit: float = 0
    summary: CrawlSummary = field(default_factory=CrawlSummary)
    error: BaseException | None = None
    """The first thing that went wrong with log, store or the crawler itself: the crawl ends with it."""
    close: list[Callable[[], None]] = field(default_factory=list)
    """What ends the spiders, added by each when it opens."""
    thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="crawl")
    )

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call what reads or writes log or store, off the reactor."""
        return await asyncio.get_running_loop().run_in_executor(
            self.thread, lambda: function(*args, **kwargs)
        )

    def stop(self) -> None:
        """End the crawl soon: what is under way is finished, what waits stays pending."""
        if not self.reach.stopping:
            self.reach.stopping = True
            for close in self.close:
                close()

    def give_up(self, error: BaseException) -> None:
        """End the crawl with an error; what is under way is dropped and stays pending."""
        if self.error is None:
            self.error = error
            self.stop()

    def of(self, source: Source) -> SourceSummary:
        """The summary of one source."""
        return self.summary.sources.setdefault(source.id, SourceSummary())

    def policy(self, source: Source) -> Policy:
        """What the source's requests may reach."""
        return Policy(ports=source.ports, allow_private=source.allow_private)

    def total(self) -> CrawlSummary:
        """The summary with its sums."""
        parts = self.summary.sources.values()
        self.summary.entries = sum(p.entries for p in parts)
        self.summary.new = sum(p.new for p in parts)
        self.summary.pages = sum(p.pages for p in parts)
        self.summary.failed = sum(sum(p.failed.values()) for p in parts)
        self.summary.errors = sum(len(p.errors) for p in parts)
        return self.summary


def run_of(crawler: Crawler) -> Run:
    """The crawl that a Scrapy component works for: its spider was given it."""
    return cast("Run", crawler.spider.run)  # type: ignore[union-attr]
