"""A day of `flagged`, read again from another log on the real Kafka and restarted anywhere: the same stories."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.rebuilding import rebuild_store
from newswatch.messages import Flagged, Message, Ruling, Story
from newswatch.ports import Log, Store
from newswatch.runner import start, step
from newswatch.running import Running
from processors.flag import Rules
from processors.notify import Policy
from processors.pipeline import Needs, stages
from tests.unit.stories.made import article, at, deal

from . import stack
from .conftest import now

pytestmark = [pytest.mark.services, pytest.mark.slow]
TARGETS = ("Koralis", "Tervane", "Quillon", "Brastow", "Ondine", "Velmar")


class Killed(BaseException):
    """Stands for kill -9."""


def day(seed: int) -> list[Message]:
    """Six stories that outlets tell in disorder, pages rewritten, two rulings among them, and words that what comes
    late must obey: two purchases are one, a third one's articles are two."""
    chance = random.Random(seed)
    told: list[Message] = [
        deal(
            article(f"Nebulon buys startup {target}, says {outlet}", 7 * n + chance.random(), outlet=outlet),
            ["Nebulon"],
            target,
            1e8 * n if outlet == "Wire" else None,
        )
        for n, target in enumerate(TARGETS, 1)
        for outlet in ("Gazette", "Wire", "Post", "Courier", "Herald")
    ]
    chance.shuffle(told)
    first, second = (m for m in told[:2] if isinstance(m, Flagged))
    again = first.article.model_copy(
        update={"content_hash": "rewritten", "fetched_at": first.article.fetched_at + timedelta(hours=1)}
    )
    words = [Ruling(decision=word, article=first.article.id, other=second.article.id, by="ann", at=at(200 + n))
             for n, word in enumerate(("join", "split"))]  # fmt: skip
    by_target = {
        target: [m for m in told if isinstance(m, Flagged) and target in m.article.headline]
        for target in TARGETS
    }
    one, two, three = ([m.article.id for m in by_target[target]] for target in TARGETS[:3])
    words += [
        Ruling(decision="join", article=two[0], other=one[0], by="ann", at=at(210)),
        Ruling(
            decision="split", article=three[0], other=three[1], leaving=tuple(three[:1]), by="ann", at=at(211)
        ),
    ]
    late: list[Message] = [
        deal(
            article(f"Nebulon buys startup {target}, tells {outlet}", 7 * n, outlet=outlet),
            ["Nebulon"],
            target,
        )
        for n, target in enumerate(TARGETS[:3], 1)
        for outlet in ("Sentinel", "Monitor")
    ]
    chance.shuffle(late)
    return [*told, first.model_copy(update={"article": again}), *words, *late]


def read(log: Log, store: Store, chance: random.Random | None) -> list[bytes]:
    """Cluster and index all of it; with `chance` in small steps, stopped and killed in between. The stories told."""
    needs = Needs(
        reader=lambda: lambda _: [], rules=lambda: _none, stories=lambda: _told(log), policy=Policy()
    )

    def opened(name: str, point: str = "") -> Running[Needs]:
        def mark(reached: str) -> None:
            if reached == point:
                raise Killed(reached)

        (stage,) = stages([name])
        return start(stage, needs, log=log, store=store, clock=now, stop=threading.Event(), mark=mark)

    for name in ("cluster", "index"):
        topics = stages([name])[0].topics
        while _behind(log, name, topics):
            point = chance.choice(["", f"{name}:stored", f"{name}:before-commit"]) if chance else ""
            running = opened(name, point)
            try:
                for _ in range(chance.randint(1, 4) if chance else 99):
                    if not _behind(log, name, topics):
                        break
                    step(running, 5.0, limit=chance.randint(1, 9) if chance else None)
            except Killed:
                pass
            finally:
                running.close()
    return [record.value for record in log.scan(Story.topic)]


def _none() -> Rules:
    raise AssertionError("no stage here flags")


def _told(log: Log) -> list[Story]:
    return [Story.decode(record.value) for record in log.scan(Story.topic)]


def _behind(log: Log, group: str, topics: Sequence[str]) -> bool:
    done = log.committed(group, topics)
    return any(end > done.get(partition, 0) for partition, end in log.end_offsets(topics).items())


def by_id(store: Store) -> dict[str, tuple[int, object]]:
    """The stories in a store."""
    return {doc.id: (doc.version, doc.body) for doc in store.find("stories", limit=1000)}


@pytest.mark.parametrize("seed", [3])
def test_read_again_from_another_log_and_restarted_anywhere(
    log: KafkaLog, store: ElasticStore, prefix: str, tmp_path: Path, seed: int
) -> None:
    messages = day(seed)
    log.append(messages)
    once = read(log, store, None)
    assert len(once) >= len(messages) - 1
    where = {m.id: s.id for s in map(Story.decode, once) for m in s.members}  # the last version that has it
    late = [m.article for m in messages[-6:] if isinstance(m, Flagged)]
    assert len({where[a.id] for a in late if TARGETS[0] in a.headline or TARGETS[1] in a.headline}) == 1
    split = next(m for m in messages if isinstance(m, Ruling) and m.leaving)
    assert where[split.article] != where[split.other]

    beside = f"{prefix}other-"
    other_log, other_store = stack.open_log(beside, now), stack.open_store(beside)
    other_log.append(messages)
    assert read(other_log, other_store, random.Random(seed)) == once
    assert by_id(other_store) == by_id(store)

    embedded_log, embedded_store = (
        SqliteLog(tmp_path / "l.db", clock=now),
        SqliteStore(tmp_path / "s.db", clock=now),
    )
    embedded_log.append(messages)
    assert read(embedded_log, embedded_store, random.Random(seed)) == once
    assert by_id(embedded_store) == by_id(store)

    again = stack.open_store(f"{prefix}again-")
    assert rebuild_store(other_log, again)["stories"] == len(once)
    assert by_id(again) == by_id(store)
    assert again.find("alerts") == []
    for port in (again, other_store, other_log, embedded_log, embedded_store):
        port.close()
