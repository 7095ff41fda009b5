"""`extract` and `flag` in two processes on four partitions: one is added, one is killed, nothing is lost.

Each process runs both stages, by the real command. Versions of one page stay in order in every topic.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newswatch.adapters.kafka_log import KafkaLog
from newswatch.addresses import article_id
from newswatch.messages import Article, Flagged, Page, SourceRef

from .chaos_workers import environment
from .chaos_zygote import Zygote

pytestmark = [pytest.mark.services, pytest.mark.slow]
KEYS, VERSIONS = 24, 12
PATIENCE = 200.0
START = datetime(2023, 1, 23, 8, tzinfo=UTC)
TEXT = "Nebulon said on Monday that it would open a second office, and that the first one stays where it is. "


def page(key: int, version: int) -> Page:
    """A version of a page; its headline tells which."""
    url = f"https://gazette.example/{key}"
    title = f"Version {version} of {key}"
    body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    at = START + timedelta(minutes=version)
    return Page(
        id=article_id(url),
        requested_url=url,
        url=url,
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"{body}<p>{TEXT * 4}</p><p>{TEXT * 3}{version}.</p></article></body></html>".encode(),
        source=SourceRef(id="gazette", publisher="The Gazette", language="en"),
        discovered_at=at,
        fetched_at=at,
    )


@pytest.fixture
def zygote() -> Iterator[Zygote]:
    made = Zygote()
    yield made
    made.close()


def until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, f"never: {what}"
        threading.Event().wait(0.1)


def test_one_added_and_one_killed_on_the_way(
    log: KafkaLog, prefix: str, tmp_path: Path, zygote: Zygote, store: object
) -> None:
    del store  # made the indices
    log.admin.create_partitions({f"{prefix}pages": 4, f"{prefix}articles": 4})
    until(lambda: len(log.end_offsets(["pages", "articles"])) == 8, "four partitions")

    def process(instance: str) -> int:
        env = environment(prefix, tmp_path) | {"NEWSWATCH_INSTANCE": instance}
        return zygote.start(("run", "extract", "flag"), env, str(tmp_path / f"{instance}.err"))

    def flagged(count: int) -> bool:
        return sum(log.end_offsets(["flagged"]).values()) >= count

    def all_read() -> bool:
        groups = (("extract", ["pages"]), ("flag", ["articles"]))
        return all(log.committed(name, topics) == log.end_offsets(topics) for name, topics in groups)

    first, second, third = process("1"), process("2"), 0
    for version in range(VERSIONS - 1):
        log.append([page(key, version) for key in range(KEYS)])
        if version == VERSIONS // 3:
            until(lambda: flagged(KEYS * 2), "the first outputs")
            third = process("3")
        if version == 2 * VERSIONS // 3:
            until(lambda: flagged(KEYS * 4), "more outputs")
            zygote.kill(first)
    until(all_read, "the end but for the last version")
    zygote.kill(second)  # what is left shows that the one added does its part
    log.append([page(key, VERSIONS - 1) for key in range(KEYS)])
    until(all_read, "the end")
    assert zygote.lives(third)
    assert {at.number for at, end in log.end_offsets(["articles"]).items() if end} == {0, 1, 2, 3}
    articles = [Article.decode(record.value) for record in log.scan("articles")]
    told = [Flagged.decode(record.value).article for record in log.scan("flagged")]
    for found in (articles, told):
        for key in range(KEYS):
            headlines = [each.headline for each in found if each.url.endswith(f"/{key}")]
            assert list(dict.fromkeys(headlines)) == [f"Version {v} of {key}" for v in range(VERSIONS)]
