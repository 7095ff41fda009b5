"""What the two spiders share: from a list of entries to pages, in the order that loses nothing.

Entries pending → list's ETag saved → page fetched → Page appended (crawlers/pipelines.py) → URL done.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import scrapy
import structlog
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers import frontier, states
from crawlers.download import Stopped
from crawlers.frontier import Fault, Pending
from crawlers.pages import closed_page, fault_of_exception, fault_of_response, header, page_of
from crawlers.pipelines import Fetched
from crawlers.reach import Reach
from crawlers.run import Run
from crawlers.sources import Source
from crawlers.states import ListState
from crawlers.turns import hurry
from newswatch.addresses import strip_credentials
from newswatch.messages import CLOSED, Entry

log = structlog.get_logger("newswatch.crawl")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that was read: a feed, a sitemap, or an index of sitemaps."""

    ok: bool
    entries: tuple[Entry, ...] = ()
    children: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one list."""

    source: Source
    url: str
    state: ListState
    known: bool
    """The source, or this list, was read before: what is new now is news."""
    depth: int = 0


class ListSpider(scrapy.Spider):
    """Reads the lists of its sources, and fetches what is new on them. `run` is set by crawl()."""

    run: Run
    reach: Reach
    watched: Sequence[Source]
    asked: set[tuple[str, str]]
    """Sources and their lists that this crawl asked for: an index that names itself is read once."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ListSpider:
        """Made by Scrapy; `run` and `watched` are given by crawl()."""
        if "run" not in kwargs:
            raise scrapy.exceptions.UsageError(
                "start a crawl with `newswatch crawl`, which opens log and store"
            )
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.reach = spider.run.reach
        spider.asked = set()
        spider.run.close.append(spider.stop)
        crawler.signals.connect(spider.ended, signals.spider_closed)
        return spider

    def stop(self) -> None:
        """End this spider soon: what waits is dropped."""
        engine = self.crawler.engine
        if engine.spider is not None:
            self._stopping = asyncio.ensure_future(engine.close_spider_async(reason="given-up"))
            hurry(engine.downloader)

    def ended(self, reason: str) -> None:
        """Note an early end."""
        if reason != "finished":
            self.run.summary.stopped = True

    def listing(self, body: bytes, content_type: str | None, url: str) -> Listing:
        """Read the bytes of a list; pure, and called in a thread."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Request]:
        """The lists of all sources, then what earlier crawls left pending.

        In this order, since what waits for a slow host's turn takes the places of others: a site that lets one page
        a minute be fetched, and has twenty pending, would keep the lists of all that come after it from being read.
        """
        if self.run.time_limit:
            asyncio.get_running_loop().call_later(self.run.time_limit, self.run.stop)
        left: list[tuple[Source, list[Pending]]] = []
        try:
            for source in self.watched:
                pending, looks = await self.run.call(self._first, source)
                left.append((source, pending))
                for request in await self._list_requests(looks):
                    yield request
            for source, pending in left:
                for request in await self.page_requests(source, pending):
                    yield request
        except Exception as error:  # noqa: BLE001 - kept, and raised by crawl() once Scrapy has ended
            self.run.give_up(error)

    def _first(self, source: Source) -> tuple[list[Pending], list[Look]]:
        run, now = self.run, self.run.clock()
        run.of(source)
        state = states.source_state(run.store, source.id)
        looks = []
        for address in source.lists:
            if run.only_due and not states.list_due(state, source, address.url, now):
                continue
            known = states.list_state(state, address.url, now)
            is_known = bool(state.get("first_crawl_done")) or known.read
            looks.append(Look(source, address.url, known, known=is_known))
        return frontier.due_urls(run.store, source.id, now), looks

    async def page_requests(self, source: Source, pending: Sequence[Pending]) -> list[Request]:
        """A request for each; what is no address is told of its URL, and ends nothing else."""
        requests = []
        for one in pending:
            try:
                requests.append(self._page_request(source, one))
            except ValueError as error:
                await self._fail_page(source, one, fault_of_exception(error))
        return requests

    async def _list_requests(self, looks: Sequence[Look]) -> list[Request]:
        requests = []
        for look in looks:
            try:
                requests.append(self._list_request(look))
            except ValueError as error:
                await self._fail_list(look, fault_of_exception(error))
        return requests

    def _list_request(self, look: Look) -> Request:
        self.asked.add((look.source.id, look.url))
        headers = {}
        if look.state.etag:
            headers["If-None-Match"] = look.state.etag
        if look.state.last_modified:
            headers["If-Modified-Since"] = look.state.last_modified
        return Request(
            look.url, self.read_list, headers=headers, errback=self.list_failed, dont_filter=True, priority=10,
            meta={"policy": self.run.policy(look.source)}, cb_kwargs={"look": look},
        )  # fmt: skip

    def _page_request(self, source: Source, pending: Pending) -> Request:
        return Request(
            pending.url, self.read_page, errback=self.page_failed, dont_filter=True,
            meta={"policy": self.run.policy(source)}, cb_kwargs={"source": source, "pending": pending},
        )  # fmt: skip

    # --- lists

    async def read_list(self, response: Response, look: Look) -> AsyncIterator[Request]:
        """New entries become pending, then the ETag is saved, then their pages are asked for."""
        try:
            requests = await self._read_list(response, look)
        except Exception as error:  # noqa: BLE001 - kept, and raised by crawl() once Scrapy has ended
            self.run.give_up(error)
            return
        for request in requests:
            yield request

    async def _read_list(self, response: Response, look: Look) -> list[Request]:
        run, now, done = self.run, self.run.clock(), self.run.of(look.source)
        if run.error is not None:
            return []
        if response.status == 304 and (look.state.etag or look.state.last_modified):
            done.lists += 1
            done.unchanged += 1
            await run.call(
                states.save_list, run.store, look.source, look.url, now,
                etag=look.state.etag, last_modified=look.state.last_modified, entries=None, new=0,
            )  # fmt: skip
            return []
        if fault := fault_of_response(response, now):
            await self._fail_list(look, fault)
            return []
        listing = await self._listing(response)
        if not listing.ok:
            reason, _, text = listing.problems[0].partition(": ")
            await self._fail_list(look, Fault(reason, text, status=response.status))
            return []
        done.lists += 1
        done.entries += len(listing.entries)
        done.problems.extend(listing.problems)
        pending = await run.call(
            frontier.add_entries, run.store, look.source, listing.entries,
            now=now, silent=not look.known, first=not look.known,
        )  # fmt: skip
        done.new += len(pending)
        run.mark("crawl-entries-pending")
        # An index is read anew each time: with an ETag saved, a crash would hide its sitemaps for good.
        etag, modified = (None, None) if listing.children else _validators(response)
        await run.call(
            states.save_list, run.store, look.source, look.url, now, etag=etag, last_modified=modified,
            entries=len(listing.entries), new=len(pending), first=not look.known, problems=listing.problems,
        )  # fmt: skip
        run.mark("crawl-list-saved")
        state = await run.call(states.source_state, run.store, look.source.id) if listing.children else {}
        children = [
            Look(look.source, url, states.list_state(state, url, now), look.known, look.depth + 1)
            for url in (listing.children if look.depth < 2 else ())
            if (look.source.id, url) not in self.asked
        ]
        return [*await self.page_requests(look.source, pending), *await self._list_requests(children)]

    async def _listing(self, response: Response) -> Listing:
        """What an answer lists. A reader that fails is this list's fault, and not the end of every crawl to come."""
        try:
            return await asyncio.to_thread(
                self.listing, response.body, header(response, "content-type"), response.url
            )
        except Exception as error:
            log.exception("a list can't be read", url=strip_credentials(response.url))
            return Listing(ok=False, problems=(f"bug: {type(error).__name__}: {error}",))

    async def list_failed(self, failure: Failure) -> None:
        """No answer, or one that was refused."""
        look: Look = failure.request.cb_kwargs["look"]  # type: ignore[attr-defined]
        if failure.value is not None and not isinstance(failure.value, Stopped):
            await self._fail_list(look, fault_of_exception(failure.value))

    async def _fail_list(self, look: Look, fault: Fault) -> None:
        if self.run.error is not None:
            return
        self.run.of(look.source).errors.append(f"{fault.reason}: {look.url}: {fault.text}")
        try:
            await self.run.call(
                states.fail_list, self.run.store, look.source, look.url, self.run.clock(), fault
            )
        except Exception as error:  # noqa: BLE001 - kept, and raised by crawl() once Scrapy has ended
            self.run.give_up(error)

    # --- pages

    async def read_page(self, response: Response, source: Source, pending: Pending) -> AsyncIterator[Fetched]:
        """A page goes to the pipeline; anything else is a reason on its URL."""
        now = self.run.clock()
        if fault := fault_of_response(response, now):
            await self._fail_page(source, pending, fault)
            return
        try:
            page = await asyncio.to_thread(page_of, response, pending, source, now)
        except Exception as error:  # else it stays pending, and is asked for again at once, for ever
            log.exception("a page can't be made of an answer", url=strip_credentials(response.url))
            await self._fail_page(source, pending, Fault("bug", f"{type(error).__name__}: {error}"))
            return
        yield Fetched(pending, page)

    async def page_failed(self, failure: Failure) -> None:
        """No answer, or one that was refused."""
        about = failure.request.cb_kwargs  # type: ignore[attr-defined]
        if failure.value is not None and not isinstance(failure.value, Stopped):
            await self._fail_page(about["source"], about["pending"], fault_of_exception(failure.value))

    async def _fail_page(self, source: Source, pending: Pending, fault: Fault) -> None:
        if self.run.error is not None:
            return
        given_up = frontier.gives_up(pending, fault)
        try:
            if (
                fault.status in CLOSED
                and pending.status not in CLOSED
                and not pending.fetched
                and pending.entry
                and pending.entry.title
            ):
                await self.run.call(
                    self.run.log.append, [closed_page(fault.status, pending, source, self.run.clock())]
                )
            await self.run.call(frontier.mark_failed, self.run.store, pending, fault, self.run.clock())
        except Exception as error:  # noqa: BLE001 - kept, and raised by crawl() once Scrapy has ended
            self.run.give_up(error)
            return
        if given_up or fault.reason not in frontier.NOT_YET:  # what is not there yet has not failed
            counts = self.run.of(source).failed
            counts[fault.reason] = counts.get(fault.reason, 0) + 1


def _validators(response: Response) -> tuple[str | None, str | None]:
    return header(response, "etag"), header(response, "last-modified")
