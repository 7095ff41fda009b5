"""robots.txt (RFC 9309), failing closed: no answer or a 5xx means that nothing may be fetched.

Scrapy's own middleware lets everything through when robots.txt can't be had, and takes a server
error's page for rules; this one is small and does neither. It asks the guard first, so that no
robots.txt is fetched from where no page would be.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawlers.download import Stopped
from crawlers.guard import Policy, Refused, check_url

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

AGENT = "newswatch"
"""The product token that rules are looked up by."""
MAX_ROBOTS = 512 * 1024
"""Bytes that are read; RFC 9309, section 2.5 asks for at least 500 KiB."""
MAX_REDIRECTS = 5
"""Redirects of a robots.txt that are followed (RFC 9309, section 2.3.1.2); each waits for its host's turn."""
LONGEST_DELAY = 60.0
"""Seconds: no Crawl-delay is followed beyond it."""
_ITS_OWN = frozenset({"address-refused", "port-refused", "scheme-refused", "bad-address", "dns"})
"""Reasons that stand against the page as much as against its robots.txt."""


class Robots:
    """A downloader middleware. Rules are kept for one crawl, by scheme, host, port and what a source may reach.

    By the latter too, since what is refused to one source may be open to another: a site of an own network, which
    a feed of the web names.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[tuple[str, Policy], asyncio.Task[Protego | Refused | Stopped]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        """Made by Scrapy, once a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise Refused: `robots`, `robots-unreachable`, or what the guard says."""
        policy = cast("Policy", request.meta["policy"])
        check_url(request.url, policy)
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if (site, policy) not in self._rules:
            self._rules[site, policy] = asyncio.ensure_future(self._fetch(site, policy))
        rules = await asyncio.shield(self._rules[site, policy])
        if isinstance(rules, Stopped):
            raise Stopped
        if isinstance(rules, Refused):
            if rules.reason in _ITS_OWN:
                raise Refused(rules.reason, rules.text)
            raise Refused("robots-unreachable", f"{site}/robots.txt: {rules.text}")
        if not rules.can_fetch(request.url, AGENT):
            raise Refused("robots", f"{site}/robots.txt does not allow it")
        self._slow_down(parts.hostname or "", rules.crawl_delay(AGENT))

    async def _fetch(self, site: str, policy: Policy) -> Protego | Refused | Stopped:
        request = Request(
            f"{site}/robots.txt",
            dont_filter=True,
            meta={
                "policy": policy,
                "robots": True,
                "max_body": MAX_ROBOTS,
                "cut_body": True,
                "redirect_ttl": MAX_REDIRECTS,
            },
        )
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except Refused as refused:
            return refused
        except Stopped as stopped:
            return stopped
        except IgnoreRequest as ignored:
            return Refused("robots-unreachable", str(ignored))
        except Exception as error:  # noqa: BLE001 - whatever it is, there are no rules, so nothing is allowed
            return Refused("robots-unreachable", f"{type(error).__name__}: {error}")
        if 200 <= response.status < 300:
            # (a byte order mark, as some editors write, would make the first line one of no meaning: "allow all")
            return Protego.parse(response.body.decode("utf-8-sig", errors="replace"))
        if 400 <= response.status < 500 and response.status != 429:
            return Protego.parse("")
        return Refused("robots-unreachable", f"status {response.status}")

    def _slow_down(self, host: str, delay: float | None) -> None:
        """Follow a Crawl-delay that is longer than ours."""
        slot = self._crawler.engine.downloader.slots.get(host)
        if slot is not None and delay:
            slot.delay = max(slot.delay, min(float(delay), LONGEST_DELAY))
