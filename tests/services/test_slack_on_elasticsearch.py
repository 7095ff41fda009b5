"""One card a story, its alerts in the real Elasticsearch: faulted calls, killed deliverers, two at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from newswatch.adapters.elastic_store import ElasticStore
from tests.slack.chaos import LONG, POINTS, Plan, run
from tests.slack.deliverer import Elastic

from . import stack

pytestmark = [pytest.mark.services, pytest.mark.slow]


@pytest.fixture
def elastic(store: ElasticStore, prefix: str) -> Elastic:
    """Indices of this test's own, by what another process needs to open them."""
    del store  # made the indices
    env = stack.started()
    return Elastic(
        env["NEWSWATCH_STORE_URL"],
        env["NEWSWATCH_ELASTICSEARCH_USER"],
        env["NEWSWATCH_ELASTICSEARCH_PASSWORD_FILE"],
        env["NEWSWATCH_ELASTICSEARCH_CA"],
        prefix,
    )


def test_40_alerts_with_faults_and_kills(elastic: Elastic, tmp_path: Path) -> None:
    outcome = run(Plan(alerts=40, seed=5), tmp_path, elastic)
    assert outcome.killed == len(POINTS)
    assert sum(outcome.faults.values()) > 20
    assert {k: v for k, v in outcome.violations.items() if k != "early"} == {}
    assert outcome.early <= outcome.killed  # a new process does not know what the killed one was asked


def test_two_deliverers_by_mistake(elastic: Elastic, tmp_path: Path) -> None:
    plan = Plan(alerts=20, points=(), twins=2, lease=LONG, post_interval=0.0, own_interval=0.0)
    assert run(plan, tmp_path, elastic).violations == {}


def test_a_deliverer_that_does_not_look_is_caught(elastic: Elastic, tmp_path: Path) -> None:
    assert "double" in run(Plan(alerts=15, points=(), bug="no-look-up"), tmp_path, elastic).violations
