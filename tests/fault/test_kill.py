"""kill -9 at every named point: afterwards the store is as if nothing had happened, and no card came twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.crawl import CRASH_POINTS
from newswatch.demo.server import DemoWeb
from processors.pipeline import STAGES
from tests.fault.world import AFTERNOON, ARCHIVE, World, prepared

STEPS = ("read", "stored", "swapped", "before-commit", "after-commit")
STAGE_POINTS = [f"{stage.name}:{at}" for stage in STAGES for at in STEPS]
DELIVER_POINTS = [
    f"deliver:{what}-{at}" for what in ("post", "update", "reply") for at in ("intent", "done", "sent")
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    now = [ARCHIVE]
    with DemoWeb(lambda: now[0]) as web:
        yield prepared(tmp_path_factory.mktemp("world") / "prepared", web, lambda at: now.__setitem__(0, at))


@pytest.fixture(scope="module")
def undisturbed(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, Any]]:
    calm = world.copy(tmp_path_factory.mktemp("calm"))
    calm.newswatch(AFTERNOON, "drain")
    return {exact: calm.outcome(exact=exact) for exact in (True, False)}


def test_the_undisturbed_run_tells_something(undisturbed: dict[bool, dict[str, Any]]) -> None:
    kinds = {kind for kind, _ in undisturbed[True]["cards"]}
    assert kinds == {"post", "reply"}
    assert set(undisturbed[True]["cards"].values()) == {1}
    assert len(undisturbed[True]["stories"]) > 5


@pytest.mark.parametrize("point", [*STAGE_POINTS, *DELIVER_POINTS])
def test_a_stage_killed_at_a_point_loses_and_repeats_nothing(
    world: World, undisturbed: dict[bool, dict[str, Any]], tmp_path: Path, point: str
) -> None:
    broken = world.copy(tmp_path)
    broken.newswatch(AFTERNOON, "drain", crash_at=point, expect=(-9,))
    # a call under way is taken for dead only when its lease is over, and a second card is looked for once more later
    broken.newswatch(AFTERNOON + timedelta(minutes=5), "drain")
    broken.newswatch(AFTERNOON + timedelta(minutes=70), "drain", "notify", "deliver")
    assert broken.outcome() == undisturbed[True]


@pytest.mark.parametrize("point", CRASH_POINTS)
@pytest.mark.parametrize("nth", [1, 3])
def test_a_crawl_killed_at_a_point_loses_and_repeats_nothing(
    world: World, undisturbed: dict[bool, dict[str, Any]], tmp_path: Path, point: str, nth: int
) -> None:
    broken = World(world.folder.with_name("before-the-crawl"), world.connect_to).copy(tmp_path)
    broken.crawl(AFTERNOON, crash_at=f"{point}#{nth}", expect=(-9,))
    broken.crawl(AFTERNOON)
    broken.newswatch(AFTERNOON, "drain")
    assert broken.outcome(exact=False) == undisturbed[False]
    assert set(broken.cards().values()) == {1}
