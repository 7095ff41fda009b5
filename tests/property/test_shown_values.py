"""Which value a story shows of a fact: one, however the values are ordered, and of a party's words the last."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from newswatch.messages import Report, StoryFact, digest
from processors.stories.choice import CAME, LATER
from processors.stories.facts import chosen, merged

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
STATUSES = ("rumoured", "reported", "confirmed", "denied", "abandoned", "closed")
GROUPS = ("deal:koralis", "deal:koralissystems")
"""One firm under two names."""


def claim(name: str, value: str, outlet: int, hour: int, own: bool, group: str) -> StoryFact:
    """One article's word."""
    report = Report(
        outlet=f"O{outlet}", article=digest(name, value, str(outlet), str(hour), group),
        at=START + timedelta(hours=hour), first_party=own, status=value if name == "status" else "reported",
    )  # fmt: skip
    sum_ = {"number": float(value[4:]), "currency": value[:3]} if name == "amount" else {}
    return StoryFact(group=group, name=name, value=value, reports=(report,), **sum_)


def words(name: str, values: Sequence[str], groups: Sequence[str]) -> st.SearchStrategy[list[StoryFact]]:
    """What outlets and parties say of one fact over four days."""
    own = st.integers(0, 3).map(lambda n: n == 0)
    told = (st.sampled_from(values), st.integers(0, 4), st.integers(0, 96), own, st.sampled_from(groups))
    one = st.builds(claim, st.just(name), *told)
    return st.lists(one, min_size=2, max_size=9)


statuses = words("status", STATUSES, GROUPS)
steps = words("availability", ("announced", "preview", "general", "open"), ["launch:nebulon|lumen"])
sums = words("amount", ("USD 2e9", "EUR 1.8e9", "EUR 2e9", "USD 2.6e9", "USD 2.3e9"), GROUPS)


def ranked(facts: Sequence[StoryFact]) -> list[tuple[str, str]]:
    """The values in the order in which they are shown when those before are taken away, each with its group."""
    firm = [
        claim("target", "Koralis", 0, 0, False, GROUPS[0]),
        claim("target", "Koralis Systems", 0, 1, False, GROUPS[1]),
    ]
    left, order = list(facts), list[tuple[str, str]]()
    while left:
        (best,) = [fact for fact in chosen([*left, *firm], {}) if fact.chosen and fact.name == left[0].name]
        order.append((best.value, best.group))
        left = [fact for fact in left if fact.value != best.value]
    return order


@settings(max_examples=300, deadline=None)
@given(st.one_of(statuses, steps, sums), st.randoms(use_true_random=False))
def test_the_order_of_values_is_one_whoever_is_asked_first(
    claims: list[StoryFact], chance: random.Random
) -> None:
    """Two by two they beat each other in a circle, and which was shown hung on which was compared first."""
    facts = list(merged(claims))
    order = ranked(facts)
    assert sorted(value for value, _ in order) == sorted({fact.value for fact in facts})
    chance.shuffle(facts)
    assert ranked(facts) == order


@settings(max_examples=300, deadline=None)
@given(statuses, st.sampled_from(STATUSES))
def test_a_partys_last_word_holds(claims: list[StoryFact], word: str) -> None:
    last = claim("status", word, 9, 100, True, GROUPS[0])
    shown, _ = ranked(merged([*claims, last]))[0]
    assert shown == word if word in CAME else shown not in CAME
    done = [
        claim("status", "closed", 10 + n, 101 + LATER // timedelta(hours=1), False, GROUPS[1])
        for n in range(2)
    ]
    assert ranked(merged([*claims, last, *done]))[0][0] == "closed", (
        "and two who say so later that it was closed"
    )
