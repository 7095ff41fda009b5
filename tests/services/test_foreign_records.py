"""What somebody else wrote into our topics: whoever reads a topic anew passes over it, as the stages do."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import kafka
import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.assemble import told_stories
from newswatch.cli.rebuilding import rebuild_store
from newswatch.cli.redeciding import decide_again
from newswatch.cli.shadow import _kept
from newswatch.cli.sources_refused import refused_pages
from newswatch.messages import TOPICS, Flagged, Story
from processors.cluster import rebuilt
from processors.notify import Policy
from tests.contract.samples import article, story

from . import stack
from .conftest import now

pytestmark = pytest.mark.services
FOREIGN = (
    None,
    b"\xff\xfe",
    b"[]",
    b'{"schema_version":99,"kind":"wonder"}',
    b'{"id":"x","version":1,"updated_at":"2023-01-24T09:00:00Z"}',
)
"""A mark of a deletion, no text, no object, of a type to come, and what only begins like a story."""
TOLD = Story.model_validate(story("s1", "Acme met 2 milliards", ("Acme met 2 milliards", "fr")).body)


@pytest.fixture
def mixed(log: KafkaLog, prefix: str) -> KafkaLog:
    """A log with an article and a story, and foreign records in every topic."""
    log.append([Flagged(article=article("a1")), TOLD])
    raw = kafka.KafkaProducer(**log._settings)
    for topic in TOPICS:
        for value in FOREIGN:
            raw.send(f"{prefix}{topic}", key=b"s1", value=value).get(30)
    raw.close()
    return log


def test_cluster_begins_with_the_stories_beside_them(mixed: KafkaLog) -> None:
    assert list(rebuilt(told_stories(mixed), {}).stories) == ["s1"]


def test_a_store_is_filled_from_the_rest(mixed: KafkaLog, store: ElasticStore) -> None:
    assert rebuild_store(mixed, store) == {"articles": 1, "stories": 1}
    consumer = mixed.consumer("notify", ["stories"])
    while records := consumer.read(100, 5):
        consumer.commit(records)
    consumer.close()
    again = decide_again(mixed, store, Policy(max_age=timedelta.max), now())
    assert again.decided == 1  # the story's own version, not what has its key


def test_a_crawl_and_a_backtest_pass_over_them(mixed: KafkaLog, store: ElasticStore) -> None:
    assert refused_pages(mixed, store, now()) == {}
    assert [message.key for message in _kept(mixed, None, None)] == ["a1"]


def test_a_command_that_fails_amidst_a_scan_ends(log: KafkaLog, prefix: str, tmp_path: Path) -> None:
    log.append([TOLD])
    script = (
        "from newswatch.cli.opening import opened\n"
        "from newswatch.settings import load_settings\n"
        "with opened(load_settings()) as ports:\n"
        "    records = ports.log.scan('stories')\n"
        "    next(records)\n"
        "    raise SystemExit(3)\n"
    )
    env = {**stack.settings("admin"), "NEWSWATCH_PREFIX": prefix, "PYTHONPATH": str(stack.ROOT)}
    env["NEWSWATCH_STORE_URL"] = f"sqlite:///{tmp_path}/store.db"
    done = subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, timeout=30, check=False)
    assert done.returncode == 3
