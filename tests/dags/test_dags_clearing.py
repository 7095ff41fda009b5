"""What the runbooks say to clear can be cleared, while its deadline still runs."""

from __future__ import annotations

from tests.dags.conftest import Player, Stub


def test_a_task_is_cleared_before_the_deadline_of_its_run(player: Player, stub: Stub) -> None:
    """With deadlines as they are documented, Airflow 3.3 answers 500 (apache/airflow issue 70368)."""
    player.play("digest", env=stub.env)  # Airflow knows the DAGs from now on
    for id_ in ("crawl", "process", "alert", "digest", "upkeep"):  # the others' forms want to be filled in
        states = player.ask(clears=id_)
        assert states, id_
        assert not any(states), id_
