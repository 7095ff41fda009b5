"""The console's history: cards go with their alerts, and a deliverer that posts meanwhile loses nothing."""

import io
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier, forget
from newswatch.adapters.sqlite_log import SqliteLog
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.cli.peace_retention import keep_up
from newswatch.errors import DiskFull, NewswatchError
from newswatch.messages import json_of
from newswatch.settings import Settings
from processors.alerting.alerts import Alert
from tests.unit.stories.made import NOON

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Two cards, each edited and replied to."""
    path = tmp_path / "store.sent.jsonl"
    notifier = shown(path)
    for alert in ("old", "young"):
        ts = notifier.post("c", alert, {"title": alert})
        notifier.update("c", ts, alert, {"title": alert})
        notifier.reply("c", ts, f"{alert}-reply", "Amount now known")
    return path


def shown(path: Path) -> ConsoleNotifier:
    return ConsoleNotifier(Console(file=io.StringIO()), path)


def found(path: Path, alert: str, thread: str | None = None) -> str | None:
    return shown(path).find("c", alert, LONG_AGO, thread)


def test_a_card_goes_with_all_that_came_under_it(sent: Path) -> None:
    young = found(sent, "young")
    assert forget(sent, lambda alert: alert == "young", dry_run=True) == 3
    assert found(sent, "old"), "a dry run only counts"
    assert forget(sent, lambda alert: alert == "young", dry_run=False) == 3
    assert found(sent, "old") is None
    assert found(sent, "young") == young
    assert found(sent, "young-reply", thread=young)
    assert forget(sent, lambda alert: alert == "young", dry_run=False) == 0


def test_a_torn_line_is_cut_off_and_a_missing_file_is_nothing(sent: Path, tmp_path: Path) -> None:
    with sent.open("ab") as file:
        file.write(b'{"kind": "po')
    assert forget(sent, lambda _: True, dry_run=False) == 0
    assert forget(tmp_path / "none.jsonl", lambda _: False, dry_run=False) == 0


def test_what_is_posted_while_it_forgets_stays(sent: Path) -> None:
    """A deliverer that waits for the file's lock must not write into the file that was replaced."""
    deliverer = threading.Thread(target=lambda: shown(sent).post("c", "late", {"title": "late"}))

    def is_kept(alert: str) -> bool:
        if alert == "young":  # the lock is held here
            deliverer.start()
            deliverer.join(0.3)
            assert deliverer.is_alive(), "it waits"
        return alert != "old"

    forget(sent, is_kept, dry_run=False)
    deliverer.join(10)
    assert found(sent, "late")
    assert found(sent, "young")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Stands for a full disk: what is written past so many bytes fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_forgets_nothing_and_says_what_to_do(sent: Path) -> None:
    before = sent.read_bytes()
    with no_file_larger_than(100), pytest.raises(DiskFull, match="free some space there") as raised:
        forget(sent, lambda alert: alert == "young", dry_run=False)
    assert str(raised.value).startswith(f"{sent}: writing failed (")
    with no_file_larger_than(len(before)), pytest.raises(DiskFull, match="free some space there"):
        shown(sent).post("c", "late", {"title": "late"})
    assert sent.read_bytes() == before
    assert list(sent.parent.iterdir()) == [sent], "half a file would take the space that is wanted"
    assert forget(sent, lambda alert: alert == "young", dry_run=False) == 3


def test_a_place_that_can_not_be_written_is_said_in_plain_words(sent: Path, tmp_path: Path) -> None:
    before = sent.read_bytes()
    sent.with_suffix(".new").mkdir()
    with pytest.raises(NewswatchError, match=r"can't be written .*; no card was forgotten"):
        forget(sent, lambda alert: alert == "young", dry_run=False)
    assert sent.read_bytes() == before
    with pytest.raises(NewswatchError, match=r"can't be written .*; this card was not posted"):
        shown(sent / "below-a-file").post("c", "late", {"title": "late"})


def test_upkeep_forgets_the_cards_of_alerts_that_are_gone(sent: Path, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, store_url=f"sqlite:///{tmp_path}/store.db")
    alert = Alert(id="young", story="s", channel="c", state="sent").noted(NOON, "post")
    with (
        SqliteLog(tmp_path / "log.db", clock=lambda: NOON) as log,
        SqliteStore(tmp_path / "store.db", clock=lambda: NOON) as store,
    ):
        store.swap("alerts", alert.id, json_of(alert), alert.keys, None)
        done = {kept.what: kept.count for kept in keep_up(settings, log, store, NOON, dry_run=False)}
    assert done["the console's cards, with their alerts"] == 3
    assert found(sent, "old") is None
    assert found(sent, "young")
