"""What is in a topic and is no message: a stage passes over it, says so, and goes on."""

from __future__ import annotations

from pathlib import Path

import kafka
import pytest

from newswatch.adapters.elastic_store import ElasticStore
from newswatch.adapters.kafka_log import KafkaLog
from newswatch.cli.peace_watch import lags_of
from newswatch.messages import Article, DeadLetter

from .test_pipeline import drain
from .test_scale import page

pytestmark = pytest.mark.services
POISON = ((b"key", b'\xff{"id": '), (b"key", None), (None, b"[]"), (b"\xff\xfe", b"{}"))
"""Bytes that are no message, a compacted topic's mark of a deletion, and keys that are no text."""


def test_bytes_that_are_no_page_stop_nothing(
    log: KafkaLog, store: ElasticStore, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = page(1, 1), page(2, 1)
    good = [(one.key.encode(), one.encode()) for one in (first, last)]
    raw = kafka.KafkaProducer(**log._settings)
    for key, value in (good[0], *POISON, good[1]):
        raw.send(f"{prefix}pages", key=key, value=value, partition=0).get(30)
    raw.close()
    assert lags_of(log)["extract"] == 6
    assert drain(monkeypatch, log, store, tmp_path, ["extract"]) == {"extract": 6}
    assert lags_of(log)["extract"] == 0
    assert {Article.decode(r.value).id for r in log.scan("articles")} == {first.id, last.id}
    letters = [DeadLetter.decode(r.value) for r in log.scan("dead")]
    assert [(one.reason, one.origin, one.record) for one in letters] == [
        ("unreadable", f"pages/0/{n + 1}", value or b"") for n, (_, value) in enumerate(POISON)
    ]
