"""One look at some addresses, by Scrapy, with the same guard and limits as a crawl and nothing stored."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from crawlers.crawl import quiet_start, scrapy_settings
from crawlers.reach import Reach
from newswatch.ports import Clock

if TYPE_CHECKING:
    from scrapy.crawler import AsyncCrawlerRunner

    from crawlers.spiders.look import Ask

T = TypeVar("T")


def look(
    routine: Callable[[Ask], Awaitable[T]],
    reach: Reach,
    clock: Clock,
    *,
    contact: str = "",
    delay: float = 1.0,
) -> T:
    """Run a routine that asks for addresses. Runs Twisted's reactor, which can be done once in a process.

    `delay` is in seconds between two requests to a host. Raises what the routine raises.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    with quiet_start():
        settings = scrapy_settings((), reach.limits, contact=contact)
        settings.set("DOWNLOAD_DELAY", delay, priority="cmdline")
        process = AsyncCrawlerProcess(settings)
    outcome: list[T | BaseException] = []
    task = start_look(process, routine, reach, clock, outcome)
    process.start(install_signal_handlers=threading.current_thread() is threading.main_thread())
    return looked(task, outcome)


def start_look(
    runner: AsyncCrawlerRunner,
    routine: Callable[[Ask], Awaitable[T]],
    reach: Reach,
    clock: Clock,
    outcome: list[T | BaseException],
) -> asyncio.Task[None]:
    """Start the look; what it returns, or raises, is added to `outcome`."""
    from crawlers.spiders.look import LookSpider

    async def kept(ask: Ask) -> None:
        try:
            outcome.append(await routine(ask))
        except Exception as error:  # noqa: BLE001 - raised by looked() once Scrapy has ended
            outcome.append(error)

    return runner.crawl(LookSpider, reach=reach, clock=clock, routine=kept)


def looked(task: asyncio.Task[None], outcome: list[T | BaseException]) -> T:
    """What the look returned; raises what it raised, or KeyboardInterrupt where it was told to stop."""
    from crawlers.download import Stopped

    if not outcome:
        if task.done() and not task.cancelled() and (error := task.exception()):
            raise error
        raise KeyboardInterrupt
    (found,) = outcome
    if isinstance(found, Stopped):
        raise KeyboardInterrupt
    if isinstance(found, BaseException):
        raise found
    return found
