"""Many alerts, faulted calls, killed deliverers; then what a person sees is counted."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event

from newswatch.errors import Conflict
from newswatch.messages import Deal, DealStatus, Fact, Money, Story, digest, json_of
from newswatch.ports import Store
from processors.alerting.alerts import Alert
from processors.notify import Policy, notify

from .cards import member, story
from .deliverer import Elastic, Options, opened, written
from .fake import FakeSlack
from .fake_http import FAULTS, Fault, Faults, served
from .fake_model import TOKEN

CHANNEL = "C0000CHAOS"
POINTS = tuple(
    f"deliver:{what}-{point}" for what in ("post", "update", "reply") for point in ("intent", "done", "sent")
)
LONG = 30.0
"""Seconds for which no process stands still, on a crowded machine either."""
FAR = 1 << 50
"""A time after all, in ms."""
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done to the deliverer."""

    alerts: int = 60
    seed: int = 1
    share: float = 0.3
    """Of the calls that are faulted."""
    points: Sequence[str] = POINTS
    """Where it is killed, in turn."""
    kinds: tuple[Fault, ...] = FAULTS
    only: str = ""
    ahead: int = 12
    """Alerts that are due at once, at most."""
    twins: int = 1
    """Deliverers at once."""
    bug: str = ""
    retry_after: float = 0.05
    slow: float = 0.03
    late: float = 0.3
    timeout: float = LONG
    """Seconds of a call. Less than a crowded machine may hold an answer back, unless that is what is played: nobody
    can tell such a call from one that stores late."""
    lease: float = 1.0
    """What a killed one holds back. LONG where none is killed: one that stands still is taken for dead, too."""
    recheck: float = 1.0
    outage_every: float = 0.0
    """Seconds from one outage (of 0.3 s) to the next; 0 for none."""
    post_interval: float = 0.005
    """What Slack enforces; the deliverer keeps `own_interval`."""
    own_interval: float = 0.005
    seconds: float = 240.0


@dataclass
class Outcome:
    """What a person sees, and how it came about."""

    missing: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    """Stories with two cards."""
    stale: list[str] = field(default_factory=list)
    """Cards that do not show the last version."""
    repeated: list[str] = field(default_factory=list)
    """Replies that stand there twice."""
    unsettled: list[str] = field(default_factory=list)
    """Documents that are not `sent`."""
    withdrawn: int = 0
    """Second cards that were posted and deleted."""
    early: int = 0
    killed: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def violations(self) -> dict[str, int]:
        """What must not be, by name; empty where all is well."""
        found = {
            name: len(getattr(self, name)) for name in ("missing", "double", "stale", "repeated", "unsettled")
        }
        found |= {"early": self.early, "withdrawn": self.withdrawn}
        return {name: count for name, count in found.items() if count}


def run(plan: Plan, folder: Path, elastic: Elastic | None = None) -> Outcome:
    """Play it, on a file in the folder or on Elasticsearch. Raises AssertionError when it does not end in time."""
    began = time.monotonic()
    slack = FakeSlack(post_interval=plan.post_interval, retry_after=plan.retry_after)
    slack.add(CHANNEL, "chaos")
    faults = Faults(
        plan.seed,
        plan.share,
        plan.kinds,
        only=plan.only,
        retry_after=plan.retry_after,
        slow=plan.slow,
        late=plan.late,
        outage_every=plan.outage_every,
    )
    outcome = Outcome()
    with served(slack, faults) as api_url:
        options = Options(
            str(folder / "store.db"), api_url, TOKEN, bug=plan.bug, post_interval=plan.own_interval,
            lease=plan.lease, timeout=plan.timeout, recheck=plan.recheck, elastic=elastic,
        )  # fmt: skip
        store = opened(options)
        _play(plan, options, store, slack, folder, outcome, began)
    _judge(slack, store, plan, outcome)
    outcome.faults, outcome.calls = dict(faults.done), dict(slack.calls)
    outcome.early = slack.early
    outcome.seconds = time.monotonic() - began
    store.close()
    return outcome


def _play(
    plan: Plan,
    options: Options,
    store: Store,
    slack: FakeSlack,
    folder: Path,
    outcome: Outcome,
    began: float,
) -> None:
    """Plan stories while deliverers run; start one anew at the next crash point when one is killed."""
    chance = random.Random(plan.seed)
    points = list(plan.points)
    planner = _Planner(store, plan)
    running: list[subprocess.Popen[bytes]] = []
    pause, number = Event(), 0
    try:
        while True:
            while len(running) < plan.twins:
                at = f"{points.pop(0)}#{chance.randrange(1, 4)}" if points else ""
                running.append(start(replace(options, crash_at=at), folder / f"options-{number}.json"))
                number += 1
            share = 1 - len(points) / (len(plan.points) + 1)
            # (else one may have told all before the other comes)
            ready = len(list(folder.glob("ready-*"))) >= plan.twins
            if ready and planner.go_on(slack, int(plan.alerts * share)) and not points:
                (folder / "planned").touch()
            pause.wait(0.01)
            ended = [child for child in running if child.poll() is not None]
            killed = [child for child in ended if child.returncode == -signal.SIGKILL]
            outcome.killed += len(killed)
            if len(killed) < len(ended):
                assert all(c.returncode in (0, -signal.SIGKILL) for c in ended), "a deliverer failed"
                break
            running = [child for child in running if child not in ended]
            assert time.monotonic() < began + plan.seconds, "it never ends"
    finally:
        for child in running:
            child.kill()
            child.wait()


class _Planner:
    """Plans stories a few ahead of the deliverer, and their second versions once they are posted."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self.store = store
        self.plan = plan
        self.first = 0
        self.second = 0
        self.read = 0
        """Messages of the channel that were seen."""
        self.waiting: dict[str, int] = {}
        """Alert → story, of those whose second version is not planned."""

    def go_on(self, slack: FakeSlack, upto: int) -> bool:
        """Plan what is next, of the first `upto` stories. True when all is planned."""
        messages = slack.channels[CHANNEL].messages
        due = len(self.store.find("alerts", due_before=FAR, limit=self.plan.ahead))
        while self.first < upto and due < self.plan.ahead:
            made = version(self.first, 1)
            put(self.store, made)
            self.waiting[made.id] = self.first
            if self.first % 8 == 0:  # a newer version before the card is there
                self._second(made.id)
            self.first, due = self.first + 1, due + 1
        for message in messages[self.read :]:
            self._second(str(message.payload.get("alert_id")))
            self.read += 1
        if self.first == self.plan.alerts:
            for id_ in list(self.waiting):
                self._second(id_)
        return self.second == self.plan.alerts

    def _second(self, id_: str) -> None:
        if (number := self.waiting.pop(id_, None)) is not None:
            put(self.store, version(number, 2))
            self.second += 1


def start(options: Options, file: Path) -> subprocess.Popen[bytes]:
    """A deliverer in a process of its own."""
    paths = os.pathsep.join([str(HERE.parent.parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, str(HERE / "deliverer.py"), str(written(options, file))],
        env={**os.environ, "PYTHONPATH": paths},
    )


@cache
def version(number: int, which: int) -> Story:
    """A story that is a rumour, then confirmed."""
    name = f"Target{number:04d}"
    first = member(f"Nebulon may buy {name}", "The Gazette")
    more = (member(f"Nebulon buys {name}", "Wire", 5),) if which > 1 else ()
    status: DealStatus = "confirmed" if which > 1 else "rumoured"
    amount = 1e9 + number if which > 1 else 5e8
    deal = Deal(
        investors=(Fact(value="Nebulon"),), target=Fact(value=name), status=status,
        amount=Money(value=amount, currency="USD", status=status),
    )  # fmt: skip
    return story(first, *more, version=which, labels=("ai_investment",), deals=(deal,), id=digest(name))


def put(store: Store, made: Story, now: datetime | None = None) -> None:
    """As `notify` does it."""
    policy = Policy(channel=CHANNEL, max_age=timedelta(days=36_500), edit_interval=timedelta(milliseconds=10))
    while True:
        stored = store.get("alerts", made.id)
        before = Alert.model_validate(stored.body) if stored else None
        after = notify(made, before, now or datetime.now(UTC), policy)
        if after is None:
            return
        try:
            store.swap("alerts", after.id, json_of(after), after.keys, stored.revision if stored else None)
        except Conflict:
            continue
        return


def _judge(slack: FakeSlack, store: Store, plan: Plan, outcome: Outcome) -> None:
    messages = slack.channels[CHANNEL].messages
    for number in range(plan.alerts):
        id_ = version(number, 1).id
        posts = [m for m in messages if m.thread_ts is None and m.payload.get("alert_id") == id_]
        cards = [m for m in posts if not m.deleted]
        outcome.withdrawn += len(posts) - len(cards)
        stored = store.get("alerts", id_)
        alert = Alert.model_validate(stored.body) if stored else None
        if not cards:
            outcome.missing.append(id_)
        elif len(cards) > 1:
            outcome.double.append(id_)
        elif cards[0].payload.get("version") != 2:
            outcome.stale.append(id_)
        if alert is None or alert.state != "sent" or not cards or alert.ts != f"{CHANNEL}:{cards[0].ts}":
            outcome.unsettled.append(id_)
    replies = Counter(
        m.payload.get("alert_id") for m in messages if m.thread_ts is not None and not m.deleted
    )
    outcome.repeated = [str(id_) for id_, count in replies.items() if count > 1]
