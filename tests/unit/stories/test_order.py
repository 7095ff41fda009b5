"""The order of arrival: what outlets tell is the same stories, whichever of them is crawled first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from newswatch.messages import Flagged
from processors.cluster import admit
from processors.matching.keys import member_of
from processors.matching.match import story_likeness, vector_of
from processors.stories import order
from processors.stories.order import THRESHOLD
from processors.stories.window import Window

from .made import article, deal


def tellings(summary: str, aside: str) -> list[Flagged]:
    """One round, told five times in order of time: the second one names nothing that the last three name."""
    norvind, kelvara = ["Norvind"], "Kelvara"
    return [
        deal(
            article(
                "Kelvara raises $310m led by Norvind to forge cloud furnaces", 0, outlet="Gazette", description=summary
            ),
            norvind, kelvara, 3.1e8,
        ),
        Flagged(
            article=article(
                "La pépite bretonne double sa valorisation", 5, outlet="Fil", language="fr", description=aside
            )
        ),
        deal(article("Norvind puts $310m into Kelvara", 10, outlet="Wire"), norvind, kelvara, 3.1e8),
        deal(
            article("Kelvara lève 310 millions de dollars auprès de Norvind", 15, outlet="Echo", language="fr"),
            norvind, kelvara, 3.1e8,
        ),
        deal(article("Norvind backs furnace maker Kelvara with $310m", 20, outlet="Post"), norvind, kelvara, 3.1e8),
    ]  # fmt: skip


NAMED = tellings(
    "The Breton start-up doubles its valuation, says chief Odile Kerran.",
    "Odile Kerran veut forger plus vite.",
)
VAGUE = tellings("The Breton start-up doubles its valuation, says Odile Kerran.", "Une première pour elle.")


def stories(messages: Sequence[Flagged]) -> int:
    """How many stories they make, in this order."""
    window = Window()
    for message in messages:
        admit(window, message)
    return len(window.stories)


@pytest.mark.parametrize("told", [NAMED, VAGUE])
def test_a_vague_telling_finds_its_story_whenever_it_comes(told: list[Flagged]) -> None:
    assert {stories(order) for order in permutations(told)} == {1}


def test_one_that_comes_late_is_judged_as_in_its_time() -> None:
    vague, *others = (vector_of(member_of(VAGUE[n])) for n in (1, 0, 2, 3, 4))
    assert story_likeness(vague, others) < THRESHOLD <= story_likeness(vague, others[:1])


def test_what_came_in_its_time_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of time is the measure of others: it costs nothing more, and decides nothing otherwise."""
    monkeypatch.setattr(order, "_would_have_joined", lambda vector, members: pytest.fail("asked"))
    assert stories(VAGUE) == 1
