"""Which value a story shows: each step of the rule decides against all the steps after it."""

from __future__ import annotations

import pytest

from newswatch.messages import DealStatus, Flagged, Story
from processors.cluster import start_cluster

from .made import article, deal

COPY = " ".join(f"word{n} of the agency's report on the sum that changes hands" for n in range(9))


def says(
    millions: float, minutes: float, outlet: str, status: DealStatus = "reported", *, own: bool = False, body: str = ""
) -> Flagged:  # fmt: skip
    """An outlet's word on the sum; `own`: it is the buyer's."""
    words = article(
        f"Nebulon buys startup Koralis, {outlet} has it", minutes, outlet=outlet, first_party=own, body=body
    )
    return deal(words, ["Nebulon"], "Koralis", millions * 1e6, status=status)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        # a first party, over a further status, later, twice
        (80, [says(80, 0, "Nebulon", own=True), says(95, 780, "A", "closed"), says(95, 790, "B", "closed")]),
        # the further status, over later, twice
        (80, [says(80, 0, "A", "confirmed"), says(95, 780, "B"), says(95, 790, "C")]),
        # twelve hours later, over twice
        (80, [says(95, 0, "A"), says(95, 5, "B"), says(80, 780, "C")]),
        # twice, over later by less
        (80, [says(80, 0, "A"), says(80, 5, "B"), says(95, 60, "C")]),
        # two voices, over three outlets with one text
        (80, [says(80, 0, "A"), says(80, 5, "B"), *(says(95, 60 + n, f"C{n}", body=COPY) for n in range(3))]),
        # the later one, where nothing else decides
        (80, [says(95, 0, "A"), says(80, 60, "B")]),
    ],
)  # fmt: skip
def test_the_rule(shown: float, told: list[Flagged]) -> None:
    stories = [s for o in start_cluster((), {})(told, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    story = stories[-1]
    assert len(story.members) == len(told)
    assert [f.number for f in story.facts if f.name == "amount" and f.chosen] == [shown * 1e6]
    assert len([f for f in story.facts if f.name == "amount"]) == 2, "the other value is kept beside it"
