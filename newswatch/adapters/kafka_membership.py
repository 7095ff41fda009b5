"""Being a member of a Kafka group: which partitions are ours, and what kafka-python 3.0 forgets about it.

The two functions look into the client library; tests/services/test_kafka_groups.py fails without either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import kafka
from kafka.structs import TopicPartition

_JOIN_SECONDS = 3.0
"""How long one call may wait for the other members to agree on who has which partition."""


class Assignments(kafka.ConsumerRebalanceListener):  # type: ignore[misc]
    """Numbers each assignment of a partition, so that one lost and won back is not the same."""

    def __init__(self) -> None:
        self.numbers: dict[TopicPartition, int] = {}
        self._last = 0

    def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        """New partitions are ours."""
        # (called on the library's own thread; numbers are read on the stage's)
        self._last += 1
        self.numbers.update(dict.fromkeys(assigned, self._last))

    def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        """These go to another member."""
        for at in revoked:
            self.numbers.pop(at, None)

    def on_partitions_lost(self, lost: Sequence[TopicPartition]) -> None:
        """These went to another member already."""
        self.on_partitions_revoked(lost)


def finish_join(consumer: Any) -> None:
    """Finish joining where it was begun. Raises kafka-python's errors.

    A join that is answered between two short polls is forgotten, and the member has no partition for ever. So a
    join gets the time that it needs, and one that was cut off is asked for again.
    """
    coordinator = consumer._coordinator
    if coordinator.rejoining:
        coordinator.request_rejoin()
    if coordinator.need_rejoin():
        coordinator.ensure_active_group(timeout_ms=int(_JOIN_SECONDS * 1000))


def free_parked(consumer: Any) -> None:
    """Let records come again that were parked while their partition was paused.

    They are given back only where this slot is None, and a drained object stays in it: the partition would
    stand still for ever.
    """
    fetcher = consumer._fetcher
    if not fetcher._next_partition_records:
        fetcher._next_partition_records = None
