"""The real pipeline on the real servers, disturbed: it ends as the undisturbed run does, and no card comes twice.

Five of the seeded runs of tests/bench/bench_faults.py, every stage killed at every crash point, and some planted
mistakes, to show that the runs would see them. What is compared, and what is excepted: chaos_judge.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .chaos_bugs import BUGS
from .chaos_caught import CAUGHT, IN_CI, UNCAUGHT, plans_with
from .chaos_plan import DELIVER_POINTS, EDITS, NAMES, POSTS, STAGE_POINTS, STEPS, Act, Fault, Plan, plan_of
from .chaos_runs import Runs, runs

pytestmark = [
    pytest.mark.services,
    pytest.mark.slow,
    # kafka-python leaves the socket of a refused connection to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SEEDS = (7, 8, 13, 16, 18)
"""A killed broker; a killed Elasticsearch; kills between outputs and offsets; a stopped `cluster`; a full disk."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    with runs(tmp_path_factory.mktemp("chaos")) as made:
        yield made


def test_an_undisturbed_run_is_as_one_in_a_process_of_its_own(ready: Runs) -> None:
    verdict = ready.judged(Plan())
    assert verdict.wrong == ()
    assert verdict.fired == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_disturbed_run_ends_as_the_undisturbed(ready: Runs, seed: int) -> None:
    verdict = ready.judged(plan_of(seed))
    assert verdict.wrong == (), str(verdict.plan)
    assert len(verdict.fired) >= 3, str(verdict)


def kills(step: int) -> Plan:
    """Each stage killed at one step, in both acts, and `deliver` at some of its points."""
    stages = tuple(Fault("kill", name, f"{name}:{STEPS[step]}#1") for name in NAMES)
    # (an edit before a reply: what follows the edits would find none left)
    posts, edits = POSTS[step % 3], sorted((EDITS[step], EDITS[(step + 3) % 6]), key=EDITS.index)
    return Plan(
        seed=1000 + step,
        acts=(
            Act(stages, deliver=(Fault("kill", "deliver", f"{posts}#2"),)),
            Act(stages, deliver=tuple(Fault("kill", "deliver", f"{point}#1") for point in edits)),
        ),
    )


def test_the_kills_reach_every_crash_point() -> None:
    faults = [
        f for step in range(len(STEPS)) for act in kills(step).acts for f in (*act.faults, *act.deliver)
    ]
    assert {fault.at.partition("#")[0] for fault in faults} == {*STAGE_POINTS, *DELIVER_POINTS}


@pytest.mark.parametrize("step", range(len(STEPS)), ids=STEPS)
def test_every_stage_killed_at_a_crash_point(ready: Runs, step: int) -> None:
    verdict = ready.judged(kills(step))
    assert verdict.wrong == ()
    assert verdict.unfired == ()


@pytest.mark.parametrize("bug", IN_CI)
def test_a_planted_mistake_is_caught(ready: Runs, bug: str) -> None:
    verdict = ready.judged(plans_with(bug)[0])
    assert verdict.wrong != ()


def test_every_planted_mistake_has_a_seed_named_for_it() -> None:
    assert {*CAUGHT, *UNCAUGHT} == set(BUGS)
    assert not set(CAUGHT) & set(UNCAUGHT)
    assert all(CAUGHT.values())
