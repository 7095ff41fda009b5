"""How long a story takes to its card, and how soon all is well after an outage; the chaos run in full with --chaos.

    python tests/bench/bench_slack.py [--chaos] [--outage SECONDS]

A deliverer in a process of its own, on the SQLite store, against the fake over HTTP, at one post a second.
Goals: p95 ≤ 1.2 s with a story every 2 s; after a two-minute outage with 100 stories waiting, within 5 s of
what the post interval allows; 2,000 alerts, 30 % of the calls faulted, killed at each point: nothing to see.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.output import out

from .chaos import CHANNEL, POINTS, Plan, put, run, start, version
from .deliverer import Options
from .fake import FakeSlack
from .fake_http import Faults, served
from .fake_model import TOKEN

STORIES, EVERY = 30, 2.0
WAITING = 100


@contextmanager
def delivering(slack: FakeSlack, faults: Faults) -> Iterator[SqliteStore]:
    """A store, served by a deliverer that looks as often as `newswatch run` does."""
    slack.add(CHANNEL, "bench")
    with tempfile.TemporaryDirectory() as folder, served(slack, faults) as api_url:
        file = Path(folder) / "store.db"
        store = SqliteStore(file, clock=lambda: datetime.now(UTC))
        options = Options(
            str(file), api_url, TOKEN, post_interval=1.0, lease=15.0, probe=3.0, recheck=60.0,
            timeout=10.0, pause=0.2, backoff=2.0,
            max_backoff=300.0,
        )  # fmt: skip
        child = start(options, file.with_name("options.json"))
        try:
            yield store
        finally:
            child.kill()
            child.wait()
            store.close()


def story_to_card() -> list[float]:
    """Seconds from a story's decision to its card, a story every two seconds."""
    slack, clock, began = FakeSlack(), Event(), {}
    with delivering(slack, Faults()) as store:
        put(store, version(STORIES, 1))  # the first card tells that the process is up
        while not slack.channels[CHANNEL].messages:
            clock.wait(0.05)
        clock.wait(EVERY)
        for number in range(STORIES):
            began[version(number, 1).id] = time.time()
            put(store, version(number, 1))
            clock.wait(EVERY)
        messages = slack.channels[CHANNEL].messages[1:]
        assert len(messages) == STORIES
        return [m.at - began[m.payload["alert_id"]] for m in messages]


def heal(seconds: float) -> tuple[float, str]:
    """Seconds from an outage's end until all that waited is posted, and the calls made meanwhile."""
    slack, faults, clock = FakeSlack(looks_a_minute=50), Faults(down=True), Event()
    with delivering(slack, faults) as store:
        for number in range(WAITING):
            put(store, version(number, 1))
        clock.wait(seconds)
        faults.down = False
        back = time.time()
        while len(slack.channels[CHANNEL].messages) < WAITING:
            clock.wait(0.1)
            assert time.time() < back + 20 * WAITING, "it never heals"
        looks, posts = (slack.calls.get(name, 0) for name in ("conversations.history", "chat.postMessage"))
        return slack.channels[CHANNEL].messages[
            -1
        ].at - back, f"{looks} looks, {posts - WAITING} posts refused"


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--chaos", action="store_true")
    asked.add_argument("--outage", type=float, default=20.0)
    given = asked.parse_args()
    if given.chaos:
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(
                Plan(alerts=2_000, seed=11, points=POINTS * 10, outage_every=5.0, seconds=3600), Path(folder)
            )
        out(f"2,000 alerts: {outcome.killed} kills, {sum(outcome.faults.values())} faults {outcome.faults}")
        out(f"  calls {outcome.calls}, {outcome.seconds:.0f} s; violations {outcome.violations or 'none'}")
        return
    took = story_to_card()
    cuts = statistics.quantiles(took, n=20)
    out(f"story to card, one every {EVERY:g} s: p50 {statistics.median(took):.2f} s, p95 {cuts[18]:.2f} s")
    healed, looks = heal(given.outage)
    out(
        f"after {given.outage:g} s of outage, {WAITING} waiting: {healed:.1f} s, {looks} (goal {WAITING + 4})"
    )


if __name__ == "__main__":
    main()
