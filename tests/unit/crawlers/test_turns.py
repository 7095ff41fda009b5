"""What waits for a host's turn takes no place of other hosts' requests."""

from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy.http import Request
from scrapy.squeues import LifoMemoryQueue
from scrapy.utils.misc import load_object

from crawlers.crawl import scrapy_settings
from crawlers.reach import Limits


def test_a_host_at_its_limit_is_passed_over() -> None:
    busy = SimpleNamespace(active={"one"}, concurrency=1)
    twice = SimpleNamespace(active={"one"}, concurrency=2)
    downloader = SimpleNamespace(
        slots={"slow.example": busy, "wide.example": twice},
        get_slot_key=lambda request: urlsplit(request.url).hostname,
    )
    settings = scrapy_settings([], Limits())
    crawler = SimpleNamespace(
        settings=settings,
        engine=SimpleNamespace(downloader=downloader),
        spider=None,
        request_fingerprinter=None,
    )
    queue = load_object(settings["SCHEDULER_PRIORITY_QUEUE"]).from_crawler(
        cast("Any", crawler), LifoMemoryQueue, ""
    )
    for host in ("slow", "wide", "free"):
        queue.push(Request(f"http://{host}.example/a"))
    assert [getattr(queue.pop(), "url", None) for _ in range(3)] == [
        "http://free.example/a",
        "http://wide.example/a",
        None,
    ]
    assert len(queue) == 1, "it waits: the crawl has not ended"
    busy.active.clear()
    assert queue.pop().url == "http://slow.example/a"
