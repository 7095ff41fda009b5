"""The form of `backfill`: what reaches the command, and what it refuses."""

from __future__ import annotations

import pytest

from tests.dags.conftest import Player, Stub

FORM = {"sources": ["ars-technica", "zdnet"], "first": "2026-01-05", "last": "2026-01-09", "limit": 50}


def test_the_form_becomes_a_command_with_the_sources_behind_two_hyphens(player: Player, stub: Stub) -> None:
    stub.plan(backfill={"out": {"pages": 7, "sources": {}}})
    run = player.play("backfill", env=stub.env, conf=FORM)
    assert run.state == "success"
    days = ["--from=2026-01-05", "--to=2026-01-09", "--limit=50"]
    assert stub.calls == [["backfill", *days, "--json", "--skip-empty", "--", "ars-technica", "zdnet"]]


def test_nothing_new_is_skipped_and_a_wrong_day_fails_at_once(player: Player, stub: Stub) -> None:
    stub.plan(backfill={"code": 99})
    assert player.play("backfill", env=stub.env, conf=FORM).state in ("success", "skipped")
    stub.plan(backfill={"code": 2})
    assert player.play("backfill", env=stub.env, conf=FORM).state == "failed"
    assert len(stub.calls) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"sources": []}, {"sources": ["../etc"]}, {"sources": ["--json"]}, {"sources": "zdnet"}, {"first": "yesterday"},
        {"first": None}, {"last": "2026-13-01"}, {"limit": 0}, {"limit": 1001}, {"limit": "many"},
    ],
)  # fmt: skip
def test_what_the_form_refuses(player: Player, wrong: dict[str, object]) -> None:
    assert player.ask(dag="backfill", accepts=FORM) is True
    assert player.ask(dag="backfill", accepts={**FORM, **wrong}) is False
