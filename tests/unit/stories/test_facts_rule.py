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


WINS, LOSES = 80, 95
CASES = {
    "a first party, over a further status, later, twice": [
        says(WINS, 0, "Nebulon", own=True), says(LOSES, 780, "A", "closed"), says(LOSES, 790, "B", "closed")
    ],
    "the further status, over later, twice": [
        says(WINS, 0, "A", "confirmed"), says(LOSES, 780, "B"), says(LOSES, 790, "C")
    ],
    "twelve hours later, over twice": [says(LOSES, 0, "A"), says(LOSES, 5, "B"), says(WINS, 780, "C")],
    "twice, over later by less": [says(WINS, 0, "A"), says(WINS, 5, "B"), says(LOSES, 60, "C")],
    "two voices, over three outlets with one text": [
        says(WINS, 0, "A"), says(WINS, 5, "B"), *(says(LOSES, 60 + n, f"C{n}", body=COPY) for n in range(3))
    ],
    "the later one, where nothing else decides": [says(LOSES, 0, "A"), says(WINS, 60, "B")],
}  # fmt: skip


def swapped(flagged: Flagged) -> Flagged:
    """The same with the two sums changed for each other: neither may win for its size."""
    (made,) = flagged.deals
    assert made.amount is not None
    other = made.amount.model_copy(update={"value": (WINS + LOSES) * 1e6 - made.amount.value})
    return flagged.model_copy(update={"deals": (made.model_copy(update={"amount": other}),)})


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_the_rule(case: str, swap: bool) -> None:
    told = [swapped(f) if swap else f for f in CASES[case]]
    stories = [s for o in start_cluster((), {})(told, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    story = stories[-1]
    assert len(story.members) == len(told)
    assert [f.number for f in story.facts if f.name == "amount" and f.chosen] == [
        (LOSES if swap else WINS) * 1e6
    ]
    assert len([f for f in story.facts if f.name == "amount"]) == 2, "the other value is kept beside it"
