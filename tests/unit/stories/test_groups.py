"""Which of several articles tell one story: by the mean of all pairs, whatever came first."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest

from newswatch.messages import Flagged
from processors.cluster import admit
from processors.matching import match
from processors.matching.keys import member_of
from processors.matching.match import APART, Vector, vector_of
from processors.stories import groups
from processors.stories.again import like
from processors.stories.groups import AGAINST, LEAST, NEVER, counted, grouped
from processors.stories.order import MERGE, THRESHOLD
from processors.stories.window import Window

from .made import article, launch


def found(pairs: Mapping[str, float], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What articles called by one letter make, in any order, where `ab` is how like a and b are (else not at all)."""
    names = sorted({letter for pair in pairs for letter in pair})
    vectors = [vector_of(member_of(Flagged(article=article(name, 0, outlet=name)))) for name in names]
    name_of = dict(zip([v.id for v in vectors], names, strict=True))

    def weighed(a: Vector, b: Vector) -> tuple[float, bool]:
        pair = "".join(sorted(name_of[a.id] + name_of[b.id]))
        return pairs.get(pair, 0.0), pair in pairs and pairs[pair] < -0.1

    monkeypatch.setattr(groups, "weighed", weighed)
    made = {
        frozenset("".join(sorted(name_of[v.id] for v in group)) for group in grouped(order))
        for order in permutations(vectors)
    }
    assert len(made) == 1
    return set(next(iter(made)))


@pytest.mark.parametrize(
    ("pairs", "stories"),
    [
        # a lone article is as like as one that joins a story
        ({"ab": THRESHOLD - 0.01}, {"a", "b"}),
        ({"ab": THRESHOLD}, {"ab"}),
        # the likest come together first: c is between two, and goes where it is liker
        ({"ab": 0.7, "bc": 0.4, "cd": 0.6, "ad": -0.4, "ac": -0.2, "bd": -0.2}, {"ab", "cd"}),
        # two groups are one by the mean of their pairs, which is less than a lone one needs
        ({"ab": 0.7, "cd": 0.7, "ac": 0.16, "ad": 0.16, "bc": 0.16, "bd": 0.16}, {"abcd"}),
        ({"ab": 0.7, "cd": 0.7, "ac": 0.13, "ad": 0.13, "bc": 0.13, "bd": 0.13}, {"ab", "cd"}),
        # one odd pair among many alike keeps nothing apart
        ({"ab": 0.9, "ac": 0.9, "bc": 0.9, "ad": 0.9, "bd": 0.9, "cd": -0.2}, {"abcd"}),
        # a vague one joins by the likest, if nothing tells it apart
        ({"ab": 0.7, "ac": 0.7, "bc": 0.7, "ad": 0.37}, {"abcd"}),
        ({"ab": 0.7, "ac": 0.7, "bc": 0.7, "ad": 0.37, "bd": -0.11}, {"abc", "d"}),
        # two versions of one product are never one
        ({"ab": 0.9, "ac": 0.9, "bc": APART}, {"ab", "c"}),
    ],
)
def test_groups(pairs: dict[str, float], stories: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(pairs, monkeypatch) == stories


def test_what_a_pair_counts() -> None:
    assert counted(APART, contrary=True) == NEVER
    assert counted(-0.9, contrary=False) == LEAST
    assert counted(0.05, contrary=True) == AGAINST < LEAST
    assert counted(0.3, contrary=True) == 0.3
    assert MERGE < THRESHOLD


def test_however_much_speaks_against_a_pair_it_is_no_version_conflict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One telling that all signs speak against must not keep two halves of a story apart for good."""
    monkeypatch.setattr(match, "features", lambda *_: {"two targets": 1.0, "review alone": 1.0, "days": 2.0})
    one, other = (vector_of(member_of(Flagged(article=article("Vireo", n, outlet=f"O{n}")))) for n in (0, 1))
    assert APART < match.likeness(one, other) < AGAINST
    assert counted(*match.weighed(one, other)) == AGAINST


STRAY = launch(article("Vireo's lamp Halcyra shines", 0, outlet="A"), "Vireo", "Halcyra")
TOLD = [
    launch(article("Kestrel, an oven that bakes alone where Halcyra shines", 10, outlet="B"), "Vireo", None),
    launch(article("Kestrel: an oven that bakes alone", 20, outlet="C"), "Vireo", "Kestrel"),
    launch(article("Kestrel, le four qui veille seul", 30, outlet="D", language="fr"), "Vireo", "Kestrel"),
]


def test_a_stray_keeps_nobody_out_of_the_story_that_it_came_to_first() -> None:
    """The first telling of the oven went to the lamp's story, for there was none of the oven."""
    window = Window()
    admit(window, STRAY)
    admit(window, TOLD[0])
    assert len(window.stories) == 1, "it is no stray"
    for one in TOLD[1:]:
        admit(window, one)
    homes = [window.where[one.article.id] for one in TOLD]
    assert len(set(homes)) == 1
    assert window.where[STRAY.article.id] not in homes


def test_a_story_is_known_by_its_last_article_where_its_first_is_a_stray() -> None:
    window = Window()
    for one in (STRAY, TOLD[0]):
        admit(window, one)
    (live,) = window.stories.values()
    assert like(vector_of(member_of(TOLD[1])), [live]) == [live]
    window = Window()
    admit(window, STRAY)
    (live,) = window.stories.values()
    assert not like(vector_of(member_of(TOLD[1])), [live])
