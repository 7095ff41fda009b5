"""The last step of a fetch: the page is appended to the log, and only then is its URL done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from crawlers.frontier import Fault, Pending, mark_done, mark_failed
from crawlers.run import run_of
from newswatch.errors import Reject
from newswatch.messages import Page

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = structlog.get_logger("newswatch.crawl")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a spider yields: a page, and the URL that it answers."""

    pending: Pending
    page: Page


class AppendPage:
    """Append the page, acknowledged by the log; then mark its URL as done."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AppendPage:
        """Made by Scrapy, once a crawler."""
        return cls(crawler)

    async def process_item(self, item: Fetched) -> Fetched:
        """As Scrapy's item pipelines. What log or store can't do ends the crawl: the URL stays pending."""
        run = run_of(self._crawler)
        if run.error is not None:
            return item
        pending, page = item.pending, item.page
        try:
            run.mark("crawl-page-fetched")
            try:
                await run.call(run.log.append, [page])
            except Reject as reject:
                fault = Fault(reject.reason, reject.text, status=page.status)
                await run.call(mark_failed, run.store, pending, fault, run.clock())
                return item
            log.debug("page appended", article=page.id, source=pending.source, url=page.url)
            run.mark("crawl-page-appended")
            await run.call(
                mark_done,
                run.store,
                pending,
                article=page.id,
                url=page.url,
                status=page.status,
                now=run.clock(),
            )
            run.mark("crawl-url-done")
        except Exception as error:  # noqa: BLE001 - kept, and raised by crawl() once Scrapy has ended
            run.give_up(error)
            return item
        run.of(run.sources[pending.source]).pages += 1
        return item
