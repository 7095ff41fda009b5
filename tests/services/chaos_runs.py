"""A seed's run and its verdict: played, judged against the undisturbed run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .chaos_judge import Outcome, differences
from .chaos_plan import Plan
from .chaos_reference import undisturbed
from .chaos_workers import NeverEnds
from .chaos_world import play
from .chaos_zygote import Zygote


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run showed. `wrong` is empty where all is as undisturbed."""

    plan: Plan
    wrong: tuple[str, ...]
    fired: tuple[str, ...] = ()
    unfired: tuple[str, ...] = ()
    seconds: float = 0.0

    def __str__(self) -> str:
        verdict = "equal" if not self.wrong else f"WRONG ({len(self.wrong)}): {self.wrong[0]}"
        missed = f" (did not come: {' '.join(self.unfired)})" if self.unfired else ""
        return f"seed {self.plan.seed:3} {self.seconds:6.1f} s {verdict} | {' '.join(self.fired) or 'nothing'}{missed}"


@dataclass
class Runs:
    """Plays plans one after the other. Keeps the references that it made, by the order of their articles."""

    folder: Path
    zygote: Zygote
    references: dict[tuple[object, ...], Outcome] = field(default_factory=dict)
    count: int = 0

    def judged(self, plan: Plan) -> Verdict:
        """Play it and compare."""
        self.count += 1
        here = self.folder / f"{self.count}-{plan.seed}"
        try:
            played = play(plan, here, self.zygote)
        except NeverEnds as error:
            return Verdict(plan, (f"never ends: {error}",))
        order = tuple(played.order) if plan.partitions > 1 else ()
        if order not in self.references:
            self.references[order] = undisturbed(order, here / "reference")
        reference = self.references[order]
        wrong = [*too_little(reference), *differences(played.outcome, reference)]
        return Verdict(plan, tuple(wrong), tuple(played.fired), tuple(played.unfired), played.seconds)


def too_little(reference: Outcome) -> list[str]:
    """What an undisturbed run lacks to tell anything: where nothing can be read, all runs are equal."""
    least = {"articles": 50, "stories": 8, "dead": 1, "alerts": 8, "told": 20, "cards": 8}
    lines = [
        f"the undisturbed run has {len(reference[part])} {part}"
        for part in least
        if len(reference[part]) < least[part]
    ]
    kinds = {kind for kind, _ in reference["cards"]}
    return lines if kinds == {"card", "reply"} else [*lines, f"it told by {sorted(kinds)} alone"]


@contextmanager
def runs(folder: Path) -> Iterator[Runs]:
    """Ready to play; its processes end with the block."""
    zygote = Zygote()
    try:
        yield Runs(folder, zygote)
    finally:
        zygote.close()
