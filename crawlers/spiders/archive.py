"""Reads the sitemaps and feeds of the past, and fetches the pages of chosen days: silently, at half the pace."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from urllib.parse import urljoin

from protego import Protego
from scrapy.http import Request, Response

from crawlers.archive import Span, may_hold, take, within
from crawlers.download import Stopped
from crawlers.feeds import read_feed
from crawlers.frontier import Fault
from crawlers.listed import web
from crawlers.pages import fault_of_exception, fault_of_response, header
from crawlers.sitemaps import SITEMAP_PATHS, read_sitemap
from crawlers.sources import Source
from crawlers.spiders.lists import ListSpider
from newswatch.messages import Entry

MOST_LISTS = 60
"""Sitemaps and feeds of one source that are read at most."""


class ArchiveSpider(ListSpider):
    """One source after the other: first its lists, then its pages. `span` and `limit` are given by backfill()."""

    name = "archive"
    span: Span
    limit: int

    async def start(self) -> AsyncIterator[Request]:
        """The pages of each source's entries of these days, until `limit` pages are asked for."""
        left = self.limit
        for source in self.watched:
            if left <= 0 or self.run.error is not None or self.reach.stopping:
                return
            try:
                entries = await self._entries(source)
                chosen, undated = within(entries, self.span)
                pending = await self.run.call(take, self.run.store, source, chosen, self.run.clock(), left)
            except Stopped:
                return
            except Exception as error:  # noqa: BLE001 - kept, and raised by backfill() once Scrapy has ended
                self.run.give_up(error)
                return
            done = self.run.of(source)
            done.entries, done.new = len(chosen), len(pending)
            if undated:
                done.problems.append(f"undated: {undated} entries tell no day, and are left out")
            left -= len(pending)
            for request in await self.page_requests(source, pending):
                yield request

    async def _entries(self, source: Source) -> list[Entry]:
        """Every entry that the source's lists have, the same address once."""
        found: dict[str, Entry] = {}
        for feed in source.feeds:
            response = await self._ask(source, feed.url)
            if response is not None:
                read = read_feed(response.body, header(response, "content-type"), response.url)
                found.update({entry.url: entry for entry in read.entries})
        for sitemap in [s.url for s in source.sitemaps] or await self._sitemaps(source):
            await self._read_sitemaps(source, sitemap, found)
        return list(found.values())

    async def _sitemaps(self, source: Source) -> list[str]:
        """The sitemaps that the site's robots.txt names, or those at the usual paths."""
        robots = await self._ask(source, urljoin(source.homepage, "/robots.txt"), told=False)
        text = "" if robots is None else robots.body.decode("utf-8-sig", errors="replace")
        named = [whole for url in Protego.parse(text).sitemaps if (whole := web(url, source.homepage))]
        return named or [urljoin(source.homepage, path) for path in SITEMAP_PATHS]

    async def _read_sitemaps(self, source: Source, first: str, found: dict[str, Entry]) -> None:
        """A sitemap and those below it that may hold something of these days."""
        waiting, seen = deque([first]), {first}
        while waiting and self.run.of(source).lists < MOST_LISTS:
            response = await self._ask(source, waiting.popleft())
            if response is None:
                continue
            read = read_sitemap(response.body, response.url)
            for entry in read.entries:
                found.setdefault(entry.url, entry)
            for address, changed in zip(read.children, read.changed, strict=True):
                if address not in seen and may_hold(address, changed, self.span):
                    seen.add(address)
                    waiting.append(address)
        if waiting:
            self.run.of(source).problems.append(
                f"too-many-lists: {len(waiting)} sitemaps were not read; choose fewer days"
            )

    async def _ask(self, source: Source, url: str, *, told: bool = True) -> Response | None:
        """A list's answer through robots.txt, the guard and the pace; None, and why among the errors, for none."""
        assert self.crawler.engine is not None
        try:
            request = Request(url, dont_filter=True, meta={"policy": self.run.policy(source)})
            if url.endswith("/robots.txt"):
                request.meta["robots"] = True
            response = await self.crawler.engine.download_async(request)
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what became of this address
            fault: Fault | None = fault_of_exception(error)
        else:
            fault = fault_of_response(response, self.run.clock())
        if fault is None:
            self.run.of(source).lists += told
            return response
        if told:
            self.run.of(source).errors.append(f"{fault.reason}: {url}: {fault.text}")
        return None
