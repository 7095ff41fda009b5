"""Stages that stand still: records wait behind one, and none of them is read.

A number of records says little of it: on a quiet day a story comes in an hour, and what waits hardly grows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from newswatch.ports import Store
from processors.alerting.kept import change_kept

STILL = timedelta(minutes=30)
"""A stage that reads nothing for so long, and has something to read, stands still."""
APART = timedelta(minutes=5)
"""Between two writes of what did not change."""
KNOWN = "trouble-still"


def standing(
    store: Store, read: Mapping[str, int], lags: Mapping[str, int], now: datetime
) -> dict[str, datetime]:
    """Since when each stage that has records before it has read none, as far as somebody looked.

    `read`: how far each stage is, in records; `lags`: the records that wait. Written down, for a process may live for
    one look. Where nobody looked for STILL, a stage stands since now: the machine may have been off.
    """

    def change(body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        seen = datetime.fromisoformat(body["seen"]) if body else None
        looked = seen is not None and timedelta(0) <= now - seen <= STILL
        before = body["stages"] if body and looked else {}
        stages = {
            stage: known
            if (known := before.get(stage)) and known[0] == read[stage]
            else [read[stage], now.isoformat()]
            for stage, lag in lags.items()
            if lag
        }
        if seen is not None and looked and stages == before and now - seen < APART:
            return None
        return {"state": "samples", "seen": now.isoformat(), "stages": stages}

    body = change_kept(store, KNOWN, "samples", change) or {"stages": {}}
    return {
        stage: datetime.fromisoformat(since)
        for stage, (_, since) in body["stages"].items()
        if lags.get(stage)
    }
