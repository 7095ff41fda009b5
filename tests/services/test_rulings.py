"""A person joins and splits on Kafka and Elasticsearch: what stands is what stands on files, killed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.settings import load_settings
from tests.slack.chaos import CHANNEL
from tests.slack.fake import FakeSlack
from tests.slack.fake_http import served
from tests.slack.ruled import Desk, ruled

from . import stack

pytestmark = [pytest.mark.long, pytest.mark.timeout(2400), pytest.mark.services, pytest.mark.slow]
POINTS = ("cluster:before-commit", "notify:swapped", "deliver:update-done")


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[str, FakeSlack]]:
    """The address of a Slack and its messages."""
    slack = FakeSlack(post_interval=0.0)
    slack.add(CHANNEL, "deals")
    with served(slack) as api_url:
        yield api_url, slack


def on_files(folder: Path) -> Any:
    """What stands on the embedded profile."""
    slack = FakeSlack(post_interval=0.0)
    slack.add(CHANNEL, "deals")
    folder.mkdir()
    urls = {f"{kind}_url": f"sqlite:///{folder / kind}.db" for kind in ("log", "store")}
    with served(slack) as api_url:
        return ruled(Desk(folder, api_url, slack, load_settings(_env_file=None, **urls), {}))


@pytest.mark.parametrize("points", [(), POINTS], ids=["calm", "killed"])
def test_both_profiles_obey_a_ruling_alike(
    log: KafkaLog,
    store: ElasticStore,
    prefix: str,
    told: tuple[str, FakeSlack],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    points: tuple[str, ...],
) -> None:
    del log, store  # made the topics and the indices
    env = {k: v for k, v in stack.settings("admin").items() if k.startswith("NEWSWATCH_")}
    env |= {"NEWSWATCH_PREFIX": prefix}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    desk = Desk(tmp_path, *told, load_settings(_env_file=None), env, kill_at=points)
    outcome = ruled(desk)
    assert desk.killed == set(points)
    for name in env:
        monkeypatch.delenv(name)
    assert outcome == on_files(tmp_path / "files")
