"""What is tried again, and after how long: what may be well later, each time after a longer rest."""

from __future__ import annotations

from tests.dags.conftest import Player, Stub


def test_each_try_waits_longer_than_the_one_before(player: Player) -> None:
    for id_, dag in player.facts["dags"].items():
        for name, task in dag["tasks"].items():
            first, factor, most = task["back_off"]
            assert 0 < first <= 30, f"{id_}.{name}: a server is often back at once"
            assert factor > 1, f"{id_}.{name}"
            assert first * factor <= most <= 300, f"{id_}.{name}: it grows, and not for ever"


def test_a_command_that_is_killed_is_tried_again(player: Player, stub: Stub) -> None:
    """By the kernel, when memory runs out: the next try may have more of it."""
    stub.plan(drain=[{"then": "killed"}, {"out": {"read": {"extract": 2}}}])
    run = player.play("process", env=stub.env)
    assert run.state == "success"
    assert run.tries("drain") == len(stub.calls) == 2
    assert run.returned == {"drain[-1]": {"read": {"extract": 2}}}
