"""Mistakes planted in a child of the chaos runs, one at a time, to show that the runs would see them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from newswatch import batch, dead_letters, runner
from newswatch.adapters import elastic_bulk, elastic_store, kafka_producer
from newswatch.adapters.elastic_bulk import Action
from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_consumer import KafkaConsumer
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.adapters.slack import SlackNotifier
from newswatch.cli import assemble
from newswatch.errors import Conflict, Lost, Transient
from newswatch.messages import json_of
from newswatch.ports import Keys
from processors import cluster, deliver
from processors.alerting.alerts import Alert
from processors.alerting.deliver_pass import Pass
from processors.alerting.delivery import shown_card

BUGS: dict[str, Callable[[], None]] = {}
"""Name → what plants it."""


def plant(bug: str) -> None:
    """Make this one mistake from now on. Raises KeyError."""
    BUGS[bug]()


def _bug(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def note(planting: Callable[[], None]) -> Callable[[], None]:
        BUGS[name] = planting
        return planting

    return note


def _set(owner: Any, name: str, value: object) -> None:
    assert hasattr(owner, name), f"{name} is no longer there: planted so, the mistake would show nothing"
    setattr(owner, name, value)


@_bug("commit-first")
def _commit_first() -> None:
    """Offsets are committed before the outputs are safe."""

    def commit(self: Any, records: Any, outputs: Any = ()) -> None:
        encoded = self._encode(outputs)
        self._commit(records, self._offsets(records))
        if encoded:
            self._write(encoded)

    _set(KafkaConsumer, "commit", commit)


@_bug("unchecked-future")
def _unchecked_future() -> None:
    """Records are handed to the client library, and nobody asks whether they arrived."""

    def send_all(producer: Any, records: Sequence[Any], patience: float = 0.0) -> dict[Any, int]:
        for record in records:
            producer.send(record.topic, key=record.key, value=record.value, timestamp_ms=record.timestamp)
        return {}

    _set(kafka_producer, "send_all", send_all)


@_bug("ignored-bulk-item")
def _ignored_bulk_item() -> None:
    """What a bulk says of each document is not looked at."""

    def refused(result: Mapping[str, Any], status: int) -> Any:
        raise _Ignored

    def run_bulk(client: Any, actions: Sequence[Action]) -> tuple[int, list[Any]]:
        try:
            return plain(client, actions)
        except _Ignored:
            return 0, []

    plain = elastic_bulk.run_bulk
    _set(elastic_bulk, "_refused", refused)
    _set(elastic_store, "run_bulk", run_bulk)


class _Ignored(Exception):
    pass


@_bug("block-is-bad-document")
def _block_is_bad_document() -> None:
    """A full disk or a full queue counts as the document's own fault."""
    _set(elastic_bulk, "BUSY", frozenset())
    _set(elastic_bulk, "is_block", lambda *_: False)


@_bug("transient-swallowed")
def _transient_swallowed() -> None:
    """What fails now is left out instead of done again."""

    def patiently(running: Any, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Transient:
            return []

    for caller in (batch, runner):
        _set(caller, "patiently", patiently)


@_bug("random-story-id")
def _random_story_id() -> None:
    """A new story's id is drawn, not taken from its first article."""
    plain = vars(cluster)["compose"]

    def compose(families: Any, story: Any, *rest: Any, **more: Any) -> Any:
        named = story if story.version else story.model_copy(update={"id": uuid.uuid4().hex})
        return plain(families, named, *rest, **more)

    _set(cluster, "compose", compose)


@_bug("random-dead-id")
def _random_dead_id() -> None:
    """A dead letter's id is drawn: the same record dies twice."""
    _set(dead_letters, "digest", lambda *_: uuid.uuid4().hex)


@_bug("dead-letter-dropped")
def _dead_letter_dropped() -> None:
    """What is rejected is forgotten."""
    plain = batch.work

    def work(running: Any, records: Any) -> Any:
        outputs, dead = plain(running, records)
        return outputs[: len(outputs) - len(dead)], dead

    _set(runner, "work", work)


@_bug("no-fencing")
def _no_fencing() -> None:
    """No transaction, and nobody asks whether the partition is still ours before writing."""
    plain = KafkaLog.consumer

    def consumer(self: Any, group: str, topics: Any, **given: Any) -> Any:
        return plain(self, group, topics)

    def commit(self: Any, records: Any, outputs: Any = ()) -> None:
        encoded = self._encode(outputs)
        if encoded:
            self._write(encoded)
        offsets = self._offsets(records)
        self._commit(records, offsets)
        self._committed.update({at: offset.offset for at, offset in offsets.items()})
        for at in offsets:
            self._handed.pop(at)

    _set(KafkaLog, "consumer", consumer)
    _set(KafkaConsumer, "commit", commit)


@_bug("window-not-rebuilt")
def _window_not_rebuilt() -> None:
    """`cluster` begins without the stories told so far."""
    _set(assemble, "told_stories", lambda log: iter(()))


@_bug("put-unversioned")
def _put_unversioned() -> None:
    """Who writes last wins: an older document replaces a newer one."""
    plain = elastic_bulk.run_bulk

    def run_bulk(client: Any, actions: Sequence[Action]) -> tuple[int, list[Any]]:
        docs = [{"_index": action.index, "_id": action.id} for action in actions]
        there = client.mget(docs=docs, source=False).body["docs"] if docs else []
        known = [doc.get("_version", 0) for doc in there]
        return plain(
            client,
            [replace(a, version=max(a.version or 0, v)) for a, v in zip(actions, known, strict=True)],
        )

    _set(elastic_store, "run_bulk", run_bulk)


@_bug("swap-unconditional")
def _swap_unconditional() -> None:
    """An alert is written whatever is there now."""
    plain = ElasticStore.swap

    def swap(self: Any, collection: Any, id: str, body: Any, keys: Keys, expected: str | None) -> str:
        try:
            return plain(self, collection, id, body, keys, expected)
        except Conflict:
            there = self.get(collection, id)
            return swap(self, collection, id, body, keys, there.revision if there else None)

    _set(ElasticStore, "swap", swap)


@_bug("intent-not-looked-up")
def _intent_not_looked_up() -> None:
    """An intent without its sent is simply posted again."""
    _set(SlackNotifier, "find", lambda *_, **__: None)


@_bug("post-before-intent")
def _post_before_intent() -> None:
    """The card is posted first, and the document says so after."""
    plain_write, plain_send = vars(deliver)["write"], vars(deliver)["_send"]
    sent: dict[str, str] = {}

    def write(ongoing: Pass, alert: Alert, revision: str) -> Any:
        if alert.state == "intent" and alert.intent == "post" and alert.offered is not None:
            card = json_of(shown_card(alert, alert.offered, ongoing.limits))
            sent[alert.id] = ongoing.notifier.post(alert.channel, alert.id, card)
        return plain_write(ongoing, alert, revision)

    def send(ongoing: Pass, alert: Alert, what: Any) -> str:
        return sent.pop(alert.id) if alert.id in sent else plain_send(ongoing, alert, what)

    _set(deliver, "write", write)
    _set(deliver, "_send", send)


@_bug("lost-place-ignored")
def _lost_place_ignored() -> None:
    """Who was ousted goes on as if nothing had happened: its batch counts as done."""
    plain = KafkaConsumer.commit

    def commit(self: Any, records: Any, outputs: Any = ()) -> None:
        try:
            plain(self, records, outputs)
        except Lost:
            if outputs:
                self._write(self._encode(outputs))

    _set(KafkaConsumer, "commit", commit)
