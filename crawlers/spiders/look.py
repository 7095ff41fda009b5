"""Looks at a few addresses and keeps nothing: for `sources add` and `sources check`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request

from crawlers.download import Stopped
from crawlers.frontier import Fault
from crawlers.guard import Policy
from crawlers.pages import fault_of_exception, fault_of_response, header
from crawlers.reach import Reach
from newswatch.addresses import strip_credentials
from newswatch.ports import Clock


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered, redirects followed; with a fault there may be no body."""

    url: str
    """The address in the end."""
    status: int = 0
    body: bytes = b""
    content_type: str | None = None
    fault: Fault | None = None


Ask = Callable[[str, Policy], Awaitable[Answer]]
"""Fetches one address through the guard, robots.txt and the limits; raises Stopped alone."""


class LookSpider(scrapy.Spider):
    """Runs one routine that asks for what it needs. `reach`, `clock` and `routine` are given by look()."""

    name = "look"
    reach: Reach
    clock: Clock
    routine: Callable[[Ask], Awaitable[None]]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> LookSpider:
        """Made by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if "reach" not in kwargs:
            raise scrapy.exceptions.UsageError("start a look with `newswatch sources check`")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The whole look; no request goes through Scrapy's scheduler."""
        await self.routine(self.ask)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def ask(self, url: str, policy: Policy) -> Answer:
        """As Ask. A site's robots.txt itself is asked for without asking robots.txt."""
        try:
            request = Request(url, dont_filter=True, meta={"policy": policy})
            if request.url.endswith("/robots.txt"):
                request.meta["robots"] = True
            response = await self.crawler.engine.download_async(request)
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what became of this address
            return Answer(url, fault=fault_of_exception(error))
        return Answer(
            strip_credentials(response.url),
            response.status,
            response.body,
            header(response, "content-type"),
            fault_of_response(response, self.clock()),
        )
