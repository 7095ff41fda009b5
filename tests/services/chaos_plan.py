"""What is done to a run: a plan, and the plan that a seed stands for."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from processors.pipeline import STAGES

STEPS = ("read", "stored", "swapped", "before-commit", "after-commit")
NAMES = tuple(stage.name for stage in STAGES)
STAGE_POINTS = tuple(f"{name}:{step}" for step in STEPS for name in NAMES)
DELIVER_POINTS = tuple(
    f"deliver:{what}-{at}" for what in ("post", "update", "reply") for at in ("intent", "done", "sent")
)
POSTS, EDITS = DELIVER_POINTS[:3], DELIVER_POINTS[3:]
"""Points that a deliverer passes in the first act, and those of the second."""
Kind = Literal["kill", "kafka", "elasticsearch", "stop", "twin", "queue"]
MAIN: tuple[Kind | Literal["flood"], ...] = (
    "kafka",
    "elasticsearch",
    "stop",
    "twin",
    "flood",
    "queue",
    "kill",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, done by a worker when it comes to a place.

    kill: it kills itself. kafka, elasticsearch: it kills that server. stop: it is stopped beyond its session,
    while another instance takes its place, and goes on then. twin: the same with one of its own name.
    queue: that write is refused with 429.
    """

    kind: Kind
    worker: str
    at: str
    """`POINT#N`; or its N-th write: `send#N`, `bulk#N`, `swap#N`; `written#N` is before the offsets."""

    def __str__(self) -> str:
        return (
            f"{self.kind}@{self.at}"
            if self.at.startswith(self.worker)
            else f"{self.kind}@{self.worker}/{self.at}"
        )


@dataclass(frozen=True, slots=True)
class Act:
    """The faults of one act. `floods`: collections that have the block of a full disk at the act's start."""

    faults: tuple[Fault, ...] = ()
    floods: tuple[str, ...] = ()
    deliver: tuple[Fault, ...] = ()
    two_deliver: bool = False
    """Two deliverers at once, by mistake."""

    def __str__(self) -> str:
        told = [str(fault) for fault in (*self.faults, *self.deliver)]
        told += [f"flood@{'+'.join(self.floods)}"] if self.floods else []
        return " ".join([*told, *(["two-deliver"] if self.two_deliver else [])])


@dataclass(frozen=True, slots=True)
class Plan:
    """A run. `seed` also decides which of Slack's answers are lost."""

    seed: int = 0
    acts: tuple[Act, Act] = (Act(), Act())
    partitions: int = 1
    """Of pages and articles; with more than one, `extract` and `flag` run twice."""
    lost_answers: float = 0.0
    """Share of Slack's answers that are dropped after it did what was asked."""
    bug: str = ""

    def __str__(self) -> str:
        more = f", {self.lost_answers:.0%} of Slack's answers lost" if self.lost_answers else ""
        return f"partitions: {self.partitions}{more} | {self.acts[0]} | {self.acts[1]}"


def plan_of(seed: int, bug: str = "") -> Plan:
    """The plan of a seed: its main fault and its kills come in turn, all else by chance.

    Of 60 seeds in a row each main fault is in at least eight, and each crash point in at least two.
    """
    chance = random.Random(seed)
    main = MAIN[seed % len(MAIN)]
    kills = [
        Fault("kill", point.partition(":")[0], f"{point}#{chance.choice((1, 2))}")
        for point in (STAGE_POINTS[(2 * seed + n) % len(STAGE_POINTS)] for n in range(2))
    ]
    chance.shuffle(kills)
    first, second = ([kills[0]], [kills[1]])
    place = chance.choice((first, second))
    floods: tuple[str, ...] = ()
    match main:
        case "kafka":
            place.append(_broker(chance))
        case "elasticsearch":
            place.append(_store(chance, "elasticsearch"))
        case "stop" | "twin":
            worker = NAMES[(seed // len(MAIN)) % len(NAMES)]
            # (where what it has in hand grows old, and nothing comes after that would hide it)
            step = {"index": "read", "notify": "stored"}.get(worker) or chance.choice(
                ("read", "before-commit")
            )
            late = worker in ("index", "notify")
            (second if late else first).append(
                Fault(main, worker, f"{worker}:{step}#{chance.choice((1, 2))}")
            )
        case "flood":
            floods = chance.choice((("stories",), ("articles", "stories"), ("alerts",), ("articles", "dead")))
        case "queue":
            place.append(_store(chance, "queue"))
        case _:
            # between a stage's outputs and its offsets, and in the midst of the outputs
            for acts, at in (
                (first, f"written#{chance.choice((1, 2))}"),
                (second, f"send#{chance.randrange(2, 7)}"),
            ):
                acts.append(Fault("kill", chance.choice(("extract", "flag")), at))
    posts = [Fault("kill", "deliver", f"{POSTS[seed % len(POSTS)]}#{chance.choice((1, 2, 3))}")]
    edits = [Fault("kill", "deliver", f"{EDITS[seed % len(EDITS)]}#1")]
    if main in ("elasticsearch", "queue") and chance.random() < 0.5:
        posts.append(Fault(main, "deliver", f"swap#{chance.randrange(1, 9)}"))
    return Plan(
        seed=seed,
        acts=(
            Act(tuple(first), floods, tuple(posts), two_deliver=chance.random() < 0.3),
            Act(tuple(second), floods, tuple(edits), two_deliver=chance.random() < 0.3),
        ),
        partitions=4 if seed % 3 == 2 else 1,
        lost_answers=chance.choice((0.0, 0.15)),
        bug=bug,
    )


def _broker(chance: random.Random) -> Fault:
    worker = chance.choice(("extract", "flag", "cluster"))
    return Fault(
        "kafka", worker, chance.choice((f"send#{chance.randrange(2, 12)}", f"{worker}:before-commit#1"))
    )


def _store(chance: random.Random, kind: Kind) -> Fault:
    bulk, swap = f"bulk#{chance.choice((1, 2))}", f"swap#{chance.randrange(1, 5)}"
    return Fault(kind, *chance.choice((("index", bulk), ("notify", swap))))
