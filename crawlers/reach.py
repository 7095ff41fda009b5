"""What every request of a crawl goes by: limits, name server, proxy, certificates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from crawlers.limits import MAX_BODY
from crawlers.proxy import Route, direct

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host name and port to IP addresses, in the order to try them. Raises OSError when there is none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take."""

    timeout: float = 30.0
    """Seconds in all, from the name server to the last byte."""
    max_body: int = MAX_BODY
    """Bytes, as sent and after decompression."""
    concurrency: int = 16
    """Requests at once, over all hosts."""


@dataclass(slots=True)
class Reach:
    """What every request of one Scrapy crawl goes by: limits, name server, proxy, certificates."""

    limits: Limits
    resolve: Resolve
    connect_to: Mapping[str, tuple[str, int]]
    route: Route = direct
    """The proxy of a request, or none."""
    ca_file: Path | None = None
    """PEM certificates that are trusted besides the system's."""
    stopping: bool = False
    """Nothing more is fetched: what waits is dropped and stays pending."""
    unresolved: set[str] = field(default_factory=set)
    """Hosts that only the proxy can resolve: asked for once."""


def reach_of(crawler: Crawler) -> Reach:
    """What the requests of a crawler go by: its spider was given it."""
    return cast("Reach", crawler.spider.reach)  # type: ignore[union-attr]
