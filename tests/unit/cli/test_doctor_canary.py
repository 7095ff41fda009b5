"""The canary on the embedded profile: worked here where nobody serves, waited for where somebody does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from newswatch.cli import canary
from newswatch.cli.canary import Flight, canary_checks
from newswatch.cli.doctor_checks import Check
from newswatch.cli.opening import opened
from newswatch.cli.rebuilding import rebuild_store
from newswatch.cli.serving import serve_all
from newswatch.ports import Query
from newswatch.settings import Settings
from processors.canary import canary_page
from tests.unit.cli.test_doctor import embedded

WAIT = 120.0
"""Seconds; the machine may be slow."""
STAGES = ["canary: extract", "canary: flag", "canary: index", "canary: cluster", "canary: notify"]


def sent(settings: Settings, *, wait: float = WAIT, drain: bool = False) -> list[Check]:
    return list(canary_checks(settings, wait=wait, drain=drain))


def test_where_nobody_serves_it_is_worked_here_and_leaves_nothing(tmp_path: Path) -> None:
    settings = embedded(tmp_path, extract_processes=1)
    for _ in range(2):
        checks = sent(settings)
        assert [check.state for check in checks] == ["ok"] * 8, checks
        assert [check.what for check in checks if ":" in check.what] == STAGES
        assert "worked here, as nobody serves" in checks[0].found
        assert "would be told now, in console" in checks[5].found
    with opened(settings) as ports:
        for _ in range(2):
            assert ports.store.search("articles", Query()).total == 0
            assert ports.store.search("stories", Query()).total == 0
            assert ports.store.find("alerts") == []
            assert ports.store.find("dead") == []
            assert rebuild_store(ports.log, ports.store) == {}
    assert not list(tmp_path.glob("*.sent.jsonl"))


def test_where_stages_are_served_it_waits_and_names_the_one_that_is_not(tmp_path: Path) -> None:
    settings = embedded(tmp_path, extract_processes=1)
    stop, ready = Event(), Event()

    def serve() -> None:
        ready.set()
        serve_all(settings, ["extract", "flag", "index"], stop, seconds=WAIT, crawl=False)

    serving = Thread(target=serve)
    serving.start()
    try:
        assert ready.wait(WAIT)
        with opened(settings) as ports:
            for _ in range(600):
                consumers = [
                    ports.log.consumer(n, t) for n, t in (("extract", ["pages"]), ("flag", ["articles"]))
                ]
                for consumer in consumers:
                    consumer.read(0, 0.0)
                taken = not any(consumer.positions() for consumer in consumers)
                for consumer in consumers:
                    consumer.close()
                if taken:
                    break
                stop.wait(0.1)
        checks = sent(settings, wait=12.0)
    finally:
        stop.set()
        serving.join(WAIT)
    assert "served by others" in checks[0].found
    assert [check.what for check in checks[1:]] == [
        "canary: extract",
        "canary: flag",
        "canary: index",
        "canary: cluster",
        "canary",
    ]
    assert (checks[4].state, checks[4].found) == ("failure", "did not take it up within 12 s")
    assert "newswatch run cluster" in checks[4].remedy
    assert "upkeep" in checks[5].remedy


@pytest.mark.parametrize(
    ("file", "text", "stage", "words"),
    [
        (
            "routes.yml",
            "routes:\n  - {id: everything, channel: nobody}\n",
            "canary: notify",
            "no route leads anywhere",
        ),
        (
            "rules/mine.yml",
            "verbs:\n"
            + "".join(f"  - {{id: {id_}, disable: true}}\n" for id_ in ("invest", "spend", "pledge")),
            "canary: flag",
            "no label",
        ),
    ],
)
def test_ones_own_files_that_keep_news_from_being_told_show(
    tmp_path: Path, file: str, text: str, stage: str, words: str
) -> None:
    own = tmp_path / "own"
    (own / "rules").mkdir(parents=True)
    (own / file).write_text(text)
    checks = sent(embedded(tmp_path, config_dir=own, extract_processes=1))
    (found,) = [check for check in checks if check.state != "ok" and check.what == stage]
    assert words in found.found
    assert found.remedy


@pytest.mark.parametrize(("committed", "decided"), [(None, False), (5, False), (6, True)])
def test_notify_is_through_with_it_once_it_is_past_its_story(
    monkeypatch: pytest.MonkeyPatch, committed: int | None, decided: bool
) -> None:
    """Its alerts are written one after the other: with the first alone it looked as if nobody were to hear of it."""
    past = {} if committed is None else {0: committed}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ports = SimpleNamespace(
        store=SimpleNamespace(get=lambda _collection, _id: object()),
        log=SimpleNamespace(committed=lambda _stage, _topics: past),
        settings=SimpleNamespace(now=lambda: now),
    )
    monkeypatch.setattr(canary, "_record", lambda _flight, _topic: SimpleNamespace(partition=0, offset=5))
    flight = Flight(ports, canary_page("a", now), 0)  # type: ignore[arg-type]
    assert canary._decided(flight) == (now if decided else None)


WEAK = """vetoes:
  - id: small-change
    labels: [ai_investment]
    scope: clause
    weight: 0.25
    words: ["$5 million"]
    examples:
      fires: ["Microsoft invests $5 million in AI start-up Velmar"]
      silent: ["Microsoft invests $500 million in AI start-up Velmar"]
"""


@pytest.mark.parametrize(
    ("channel", "heard"), [("nobody", "nobody hears of it"), ("C-MAYBE", "C-MAYBE alone hears of it")]
)
def test_ones_own_rules_that_leave_it_unsure_and_routes_that_hold_that_back_show(
    tmp_path: Path, channel: str, heard: str
) -> None:
    own = tmp_path / "own"
    (own / "rules").mkdir(parents=True)
    (own / "rules" / "mine.yml").write_text(WEAK)
    (own / "routes.yml").write_text(f"routes:\n  - {{id: unsure, unsure: true, channel: {channel}}}\n")
    settings = embedded(tmp_path, config_dir=own, extract_processes=1)
    checks = sent(settings)
    (found,) = [check for check in checks if check.state != "ok"]
    assert (found.what, found.state) == ("canary: notify", "warning")
    assert f"score 0.65: unsure, so {heard} until it is sure" in found.found
    for words in ("By your own rules", "0.7", "newswatch try", "Microsoft invests $5 million", "routes.yml"):
        assert words in found.remedy
    assert "clocks" not in found.remedy
    with opened(settings) as ports:
        assert ports.store.find("alerts") == []
