"""What an undisturbed run leaves: the same pages in a given order, on a log and a store of its own, in one process.

With one partition the order is that of the input. With several it is the order in which they came to
`flagged`: it decides which article begins a story, so it is taken from the disturbed run's own log.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.serving import draining
from newswatch.logs import configure_logs
from newswatch.messages import Page
from newswatch.settings import Settings, load_settings
from tests.slack.fake import FakeSlack
from tests.slack.fake_http import served
from tests.slack.fake_model import TOKEN

from .chaos_input import CLOCK, NOON, acts
from .chaos_judge import Outcome, outcome_of
from .chaos_world import CHANNEL


def undisturbed(order: Sequence[tuple[str, int]], folder: Path) -> Outcome:
    """What is left of the pages in this order, each act's in its own act; of none, in the input's.

    With an order, what can't be read comes first, and dead letters have no exact ids.
    """
    place = {key: number for number, key in enumerate(order)}
    configure_logs("console", "error")
    slack = FakeSlack(post_interval=0.0)
    channel = slack.add(CHANNEL, "chaos")
    folder.mkdir(parents=True)
    with ExitStack() as ends:
        settings = load_settings(
            _env_file=None,
            log_url=f"sqlite:///{folder}/log.db",
            store_url=f"sqlite:///{folder}/store.db",
            notify_url=f"slack://{CHANNEL}",
            slack_api_url=ends.enter_context(served(slack)),
            slack_bot_token=TOKEN,
            post_interval=0,
            edit_interval=0,
            catch_up=1000,
            reactions=False,
            extract_processes=1,
            extract_seconds=60,
        )
        log = SqliteLog(folder / "log.db", clock=lambda: CLOCK)
        ends.callback(log.close)
        store = SqliteStore(folder / "store.db", clock=lambda: CLOCK)
        ends.callback(store.close)
        for portions, clock in zip(acts(), (NOON, CLOCK), strict=True):
            pages = [page for portion in portions for page in portion]
            pages.sort(key=lambda page: place.get(_key(page), -1))
            log.append(pages)
            _drained(settings.model_copy(update={"clock": CLOCK.isoformat()}), STAGES)
            _drained(settings.model_copy(update={"clock": clock.isoformat()}), ["deliver"])
        outcome = outcome_of(log, store, channel, exact_dead=not order)
    shutil.rmtree(folder)
    return outcome


STAGES = ["extract", "flag", "cluster", "index", "notify"]


def _key(page: Page) -> tuple[str, int]:
    return page.id, int(page.fetched_at.timestamp() * 1000)


def _drained(settings: Settings, names: list[str]) -> None:
    with draining(settings, names, threading.Event(), settings.now) as drain_once:
        while sum(drain_once()["read"].values()):
            pass
