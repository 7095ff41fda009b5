"""What a drain waits for, and what it does not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from structlog.testing import capture_logs

from newswatch.cli.pipeline import cards_aside
from newswatch.cli.serving import serve_all, soon_due
from newswatch.settings import load_settings
from processors.deliver import Delivered

NOW = datetime(2023, 1, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, None),
        (timedelta(seconds=0.5), 0.5),
        (timedelta(seconds=-3), 0.01),
        (timedelta(minutes=1), None),
    ],
)
def test_a_drain_waits_for_the_channels_pace_and_for_nothing_longer(
    due: timedelta | None, expected: float | None
) -> None:
    delivered = Delivered(next_due=None if due is None else NOW + due)
    assert soon_due(load_settings(post_interval=1.0), delivered, NOW) == expected


def test_a_channel_that_we_would_post_to_faster_is_waited_for_as_slack_asks() -> None:
    settings = load_settings(post_interval=0.0)
    asked, later = (Delivered(next_due=NOW + timedelta(seconds=seconds)) for seconds in (1.0, 30.0))
    assert soon_due(settings, asked, NOW) == 1.0
    assert soon_due(settings, later, NOW) is None


def test_a_clock_that_stands_is_not_waited_for(tmp_path: Path) -> None:
    soon, file = Delivered(next_due=NOW + timedelta(seconds=0.5)), tmp_path / "clock"
    assert soon_due(load_settings(clock=NOW.isoformat()), soon, NOW) is None
    file.write_text(NOW.isoformat(), encoding="ascii")
    assert soon_due(load_settings(clock=f"file:{file}"), soon, NOW) is None


def test_a_clock_that_is_only_set_wrong_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("-86400", encoding="ascii")
    soon = Delivered(next_due=NOW + timedelta(seconds=0.5))
    assert soon_due(load_settings(clock=f"file:{file}"), soon, NOW) == 0.5


def test_with_json_the_cards_leave_stdout_to_the_document() -> None:
    settings = load_settings(notify_url="console:")
    assert cards_aside(settings, json=True).notify_url == "console:stderr"
    assert cards_aside(settings, json=False) is settings


def test_what_runs_says_where_it_keeps_and_tells_without_passwords(tmp_path: Path) -> None:
    settings = load_settings(
        log_url=f"sqlite:///{tmp_path}/log.db",
        store_url=f"sqlite:///{tmp_path}/store.db",
        notify_url="slack://me:hunter2@C1",
    )
    stop = Event()
    stop.set()
    with capture_logs() as logs:
        serve_all(settings, ["notify"], stop, seconds=0, crawl=False)
    (said,) = [line for line in logs if line["event"] == "running"]
    assert (said["log"], said["jobs"]) == (f"sqlite:///{tmp_path}/log.db", "notify")
    assert "hunter2" not in str(said)
