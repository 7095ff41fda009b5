"""A deliverer in a process of its own, to be killed: `python deliverer.py OPTIONS.json`.

It serves until nothing is planned and the file `planned` beside the store says that nothing will be.
`bug` plants one of the mistakes that the chaos test must catch.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from slack_sdk.http_retry import default_retry_handlers

from newswatch.adapters.slack import SlackNotifier
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.errors import Transient
from newswatch.ports import Store
from processors import deliver
from processors.alerting import delivery
from processors.alerting.alerts import Alert
from processors.alerting.delivery import Limits, What
from processors.deliver import deliver_due

BUGS = (
    "default-retries", "commit-before-post", "no-look-up", "no-lease", "update-before-post", "no-retry-after",
    "stale-edit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """How one deliverer runs."""

    store: str
    """A file; beside it lies what the test says, also where the store is Elasticsearch."""
    api_url: str
    token: str
    crash_at: str = ""
    bug: str = ""
    post_interval: float = 0.005
    lease: float = 1.0
    timeout: float = 0.4
    pause: float = 0.02
    """Seconds between two passes, at most."""
    recheck: float = 1.0
    probe: float = 0.02
    backoff: float = 0.02
    max_backoff: float = 0.2
    elastic: Elastic | None = None
    """The store, where it is not the file."""


@dataclass(frozen=True, slots=True)
class Elastic:
    """An Elasticsearch, by what it takes to open a store on it."""

    url: str
    user: str
    password_file: str
    ca: str
    prefix: str


def opened(options: Options) -> Store:
    """The store that the options name."""
    if (at := options.elastic) is None:
        return SqliteStore(options.store, clock=now)
    from newswatch.adapters.elastic_store import ElasticStore  # takes a while: only where it is wanted

    password = Path(at.password_file).read_text(encoding="utf-8")
    return ElasticStore(at.url, user=at.user, password=password, ca=Path(at.ca), prefix=at.prefix)


def main(options: Options) -> None:
    """Serve until all is told."""
    store = opened(options)
    notifier = SlackNotifier(options.token, api_url=options.api_url, timeout=options.timeout)
    limits = Limits(
        owner=str(os.getpid()),
        post_interval=timedelta(seconds=options.post_interval),
        edit_interval=timedelta(milliseconds=10),
        lease=timedelta(seconds=options.lease),
        backoff=timedelta(seconds=options.backoff),
        max_backoff=timedelta(seconds=options.max_backoff),
        recheck=timedelta(seconds=options.recheck),
        probe=timedelta(seconds=options.probe),
        max_age=None,
    )
    plant(options.bug, notifier)
    pace: dict[str, datetime] = {}
    planned, pause = Path(options.store).with_name("planned"), Event()
    planned.with_name(f"ready-{os.getpid()}").touch()
    while True:
        over = planned.exists()
        done = deliver_due(store, notifier, now, limits=limits, mark=crash(options.crash_at), pace=pace)
        if over and done.next_due is None:
            break
        wait = (done.next_due - now()).total_seconds() if done.next_due else options.pause
        pause.wait(min(max(wait, 0.001), options.pause))
    store.close()


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


_left: dict[str, int] = {}


def crash(at: str) -> Callable[[str], None]:
    """Kill -9 of this process at `point#n`: the n-th time that it comes there."""
    name, _, nth = at.partition("#")

    def mark(point: str) -> None:
        if name and point == name:
            _left[name] = _left.get(name, int(nth or "1")) - 1
            if _left[name] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return mark


def plant(bug: str, notifier: SlackNotifier) -> None:
    """Make one mistake."""
    match bug:
        case "":
            return
        case "default-retries":  # slack_sdk sends again what it believes did not arrive
            notifier.client.retry_handlers = default_retry_handlers()
        case "commit-before-post":  # the document says sent before the call
            plain = delivery.offered

            def sent_already(alert: Alert, what: What, at: datetime, limits: Limits) -> Alert:
                after = plain(alert, what, at, limits)
                return after.model_copy(update={"state": "sent", "not_before": None})

            deliver.__dict__["offered"] = sent_already
        case "no-look-up":  # an intent without its sent is simply posted again
            notifier.find = lambda *_, **__: None  # type: ignore[method-assign]
        case "no-lease":  # another deliverer may take the document at once
            leased = delivery.offered

            def unleased(alert: Alert, what: What, at: datetime, limits: Limits) -> Alert:
                return leased(alert, what, at, limits).model_copy(update={"not_before": at})

            deliver.__dict__["offered"] = unleased
        case "update-before-post":  # the edit is sent before there is a card
            post = notifier.post

            def edit_first(channel: str, alert_id: str, card: Mapping[str, Any]) -> str:
                notifier.update(channel, f"{channel}:1.000000", alert_id, card)
                return post(channel, alert_id, card)

            notifier.post = edit_first  # type: ignore[method-assign]
        case "no-retry-after":  # again at once
            for name in ("post", "update", "reply", "find"):
                setattr(notifier, name, _impatient(getattr(notifier, name)))
        case "stale-edit":  # an edit shows the version that was sent before
            fresh = delivery.shown_card

            def old(alert: Alert, story: Any, limits: Limits) -> Any:
                return fresh(alert, alert.sent or story, limits)

            deliver.__dict__["shown_card"] = old
        case _:
            raise ValueError(bug)


def _impatient(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any, **more: Any) -> Any:
        try:
            return method(*given, **more)
        except Transient as error:
            error.retry_after = None if error.retry_after is None else 0.0
            raise

    return call


def written(options: Options, file: Path) -> Path:
    """The options as a file for a child."""
    file.write_text(json.dumps(asdict(options)), encoding="utf-8")
    return file


def read(file: Path) -> Options:
    """The options that `written` wrote."""
    given = json.loads(file.read_text(encoding="utf-8"))
    elastic = given.pop("elastic")
    return Options(**given, elastic=Elastic(**elastic) if elastic else None)


if __name__ == "__main__":
    main(read(Path(sys.argv[1])))
