"""What catches which planted mistake (chaos_bugs.py): `python tests/bench/bench_faults.py --bugs` shows it."""

from __future__ import annotations

from dataclasses import replace

from .chaos_plan import Act, Fault, Plan, plan_of

STOPPED = Plan(acts=(Act((Fault("stop", "cluster", "cluster:before-commit#1"),)), Act()))
"""`cluster` is stopped with its first batch in hand, and nothing else happens. (Seed 16 shows it too, after a kill.)"""
CAUGHT: dict[str, tuple[int | Plan, ...]] = {
    "commit-first": (6, 13),
    "unchecked-future": (48,),
    "ignored-bulk-item": (4,),
    "block-is-bad-document": (4,),
    "transient-swallowed": (4,),
    "random-story-id": (6,),
    "random-dead-id": (13,),
    "dead-letter-dropped": (6,),
    "no-fencing": (STOPPED,),
    "lost-place-ignored": (STOPPED,),
    "window-not-rebuilt": (6,),
    "swap-unconditional": (30,),
    "intent-not-looked-up": (4,),
    "post-before-intent": (4, 6),
}
IN_CI = ("commit-first", "no-fencing", "intent-not-looked-up")
"""Those that the tests plant."""
UNCAUGHT = ("put-unversioned",)
"""No seed was found that shows it: a stopped `index` would have to hold an older version of what comes next.
The contract suite of the store catches it."""


def plans_with(bug: str) -> tuple[Plan, ...]:
    """The plans that catch a planted mistake, with it."""
    return tuple(plan_of(one, bug) if isinstance(one, int) else replace(one, bug=bug) for one in CAUGHT[bug])
