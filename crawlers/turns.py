"""Whose turn it is: what waits for a host's turn waits here, and takes no place of other hosts' requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface

if TYPE_CHECKING:
    from scrapy.core.downloader import Downloader
    from scrapy.crawler import Crawler


class Turns(DownloaderAwarePriorityQueue):
    """Scrapy's queue of requests (SCHEDULER_PRIORITY_QUEUE), which passes over hosts that are at their limit.

    Scrapy's own passes on whatever is there while CONCURRENT_REQUESTS has room: sixteen pages of a site that lets one
    a minute be fetched would take all places, and no other site's page would be asked for meanwhile.
    """

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _WithRoom(crawler)


class _WithRoom(DownloaderInterface):
    """Tells the queue of those hosts alone that may be asked for more at once than they are."""

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        slots = self.downloader.slots
        return [
            (active, host)
            for active, host in super().stats(possible_slots)
            if host not in slots or active < slots[host].concurrency
        ]


def hurry(downloader: Downloader) -> None:
    """What waits for its turn need not wait to be dropped: an end would take as long as the longest delay."""
    for slot in list(downloader.slots.values()):
        slot.delay = 0
        if slot.latercall is not None:
            slot.latercall.cancel()
            slot.latercall = None
            downloader._process_queue(slot)
