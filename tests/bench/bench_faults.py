"""Seeded runs of the pipeline on the real Kafka and Elasticsearch, disturbed by kills, stops, floods and full queues.

    python tests/bench/bench_faults.py [--runs 60] [--first N] [--seed N]
    python tests/bench/bench_faults.py --bugs

Prints a line a run: seed, seconds, verdict, the faults that came. `--seed N` repeats one. Goal: every run ends as the
undisturbed one, its peer. `--bugs` plants each mistake of tests/services/chaos_bugs.py and prints what catches it.
It starts and kills servers of its own, the local stack `faults`; NEWSWATCH_TEST_STACK names another.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("NEWSWATCH_TEST_STACK", "faults")
os.environ.setdefault("NEWSWATCH_TEST_SERVICES", "auto")

from tests.services.chaos_caught import CAUGHT, plans_with
from tests.services.chaos_plan import Plan, plan_of
from tests.services.chaos_runs import Runs, Verdict, runs


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--seed", type=int, help="this one alone")
    parser.add_argument("--bugs", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, runs(Path(folder)) as ready:
        return planted(ready) if given.bugs else seeded(ready, given)


def seeded(ready: Runs, given: argparse.Namespace) -> int:
    """Play the seeds; the number of those that did not end as undisturbed."""
    quiet = ready.judged(Plan())
    print(f"undisturbed: {quiet.seconds:.1f} s, {told(quiet)}", flush=True)
    seeds = [given.seed] if given.seed is not None else range(given.first, given.first + given.runs)
    verdicts = []
    for seed in seeds:
        plan = plan_of(seed)
        if given.seed is not None:
            print(plan)
        verdicts.append(ready.judged(plan))
        print(verdicts[-1], flush=True)
        for line in verdicts[-1].wrong[:8]:
            print(f"    {line}", flush=True)
    wrong = [verdict.plan.seed for verdict in verdicts if verdict.wrong]
    seconds = [verdict.seconds for verdict in verdicts]
    missed = sum(len(verdict.unfired) for verdict in verdicts)
    print(
        f"{len(verdicts)} runs, {len(wrong)} wrong {wrong or ''}; {sum(len(v.fired) for v in verdicts)} faults came, "
        f"{missed} did not; seconds a run: median {statistics.median(seconds):.1f}, max {max(seconds):.1f}, "
        f"in all {sum(seconds):.0f}; undisturbed {quiet.seconds:.1f}"
    )
    return len(wrong)


def planted(ready: Runs) -> int:
    """Play each mistake on the plans that are to catch it; the number of those that nothing caught."""
    missed = 0
    for bug in CAUGHT:
        for plan in plans_with(bug):
            verdict = ready.judged(plan)
            missed += not verdict.wrong
            print(f"{bug:<24} {verdict.plan}\n    {told(verdict)} in {verdict.seconds:.0f} s", flush=True)
    return missed


def told(verdict: Verdict) -> str:
    """The verdict, with the first difference."""
    if not verdict.wrong:
        return "equal"
    return f"{len(verdict.wrong)} differences, the first: {verdict.wrong[0][:300]}"


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
