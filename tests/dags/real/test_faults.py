"""Bursts, kills and an absent Slack: in the end each story has exactly one card."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.dags.servers import CARDS, Bench

pytestmark = [pytest.mark.long, pytest.mark.slow, pytest.mark.services, pytest.mark.timeout(3600)]


def commands(desk: Bench, *arguments: str) -> Iterator[int]:
    """The newswatch commands with these arguments that tasks of this Airflow run now."""
    mine = f"NEWSWATCH_PREFIX_FILE={desk.folder}/prefix".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().split(b"\0")
            if b" ".join(a.encode() for a in arguments) not in b" ".join(line):
                continue
            if b"newswatch" in line[1] and mine in (folder / "environ").read_bytes():
                yield int(folder.name)
        except (OSError, IndexError):  # it ended meanwhile
            continue


def kill_group(desk: Bench, what: str, begun: Callable[[], bool], *arguments: str) -> None:
    """Kill -9 the process group of a task's command as soon as it has begun its work."""

    def killed() -> bool:
        for pid in commands(desk, *arguments) if begun() else ():
            os.killpg(os.getpgid(pid), signal.SIGKILL)
            return True
        return False

    desk.airflow.wait(what, killed, every=0.05)


def all_told(desk: Bench, published: list[str]) -> bool:
    return len(desk.cards) >= len(published)


def exactly_one_card_each(desk: Bench, published: list[str]) -> None:
    """Each story has one card in Slack, and no other has any."""
    desk.airflow.wait("rest", lambda: desk.rests("process", "alert"), 400)
    told = desk.told()
    assert set(told) == set(published)
    assert set(told.values()) == {1}


@pytest.fixture(scope="module")
def published(today: Bench) -> list[str]:
    """The stories that were published so far in this file: ids of their only articles."""
    today.slack.channels[CARDS].messages.clear()
    return []


def test_a_burst_of_a_hundred_with_both_passes_killed_in_the_middle(
    today: Bench, published: list[str]
) -> None:
    published += today.publish(range(100))
    today.airflow.ring("pages")
    kill_group(today, "process at work", lambda: today.written("articles") > 0, "drain", "extract")
    kill_group(today, "alert at work", lambda: len(today.cards) > 3, "drain", "notify")
    assert not all_told(today, published), "it was killed in the middle"
    today.airflow.wait("all cards", lambda: all_told(today, published), 600)
    exactly_one_card_each(today, published)
    for dag in ("process", "alert"):
        tried = [
            task["try_number"]
            for run in today.airflow.runs(dag)
            for task in today.airflow.tasks(dag, run["dag_run_id"])
        ]
        assert max(tried) > 1, f"{dag} was killed and tried again"


def test_a_scheduler_that_was_killed(today: Bench, published: list[str]) -> None:
    published += today.publish(range(100, 115))
    today.airflow.ring("pages")
    today.airflow.wait("process at work", lambda: any(commands(today, "drain", "extract")), every=0.05)
    os.kill(today.airflow.pid("scheduler"), signal.SIGKILL)
    today.airflow.up()
    today.airflow.wait("all cards", lambda: all_told(today, published), 600)
    exactly_one_card_each(today, published)


@pytest.mark.parametrize("how", ["refused", "5xx"])
def test_a_slack_that_is_away_for_a_while(today: Bench, published: list[str], how: str) -> None:
    first = {"refused": 115, "5xx": 122}[how]
    faults = today.faults
    faults.down, faults.share = how == "refused", 1.0 if how == "5xx" else 0.0
    faults.kinds = ("500", "503")  # with 503 the post was kept, and its answer tells otherwise
    before = sum(faults.done.values())
    published += today.publish(range(first, first + 7))
    today.airflow.ring("pages")
    today.airflow.wait("tries in vain", lambda: sum(faults.done.values()) > before + 3)
    Event().wait(5.0)  # an outage of some length
    faults.down, faults.share = False, 0.0
    today.airflow.wait("all cards", lambda: all_told(today, published), 600)
    exactly_one_card_each(today, published)
    assert all(run["state"] != "failed" for run in today.airflow.runs("alert")), (
        "a Slack that is away is not red"
    )


def test_in_the_end_each_alert_knows_its_one_card(today: Bench, published: list[str]) -> None:
    """What was killed or cut is looked for once more a minute later: then nothing is left in doubt."""
    if not published:
        pytest.skip("needs the tests before")
    today.airflow.wait("no doubt", lambda: {alert.state for alert in today.alerts()} == {"sent"}, 600, 2.0)
    alerts = today.alerts()
    assert {alert.id for alert in alerts} == set(published)
    assert {alert.id: alert.ts for alert in alerts} == {
        str(card.payload["alert_id"]): f"{CARDS}:{card.ts}" for card in today.cards
    }
    exactly_one_card_each(today, published)
