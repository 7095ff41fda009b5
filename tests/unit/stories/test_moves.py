"""What comes may move what came before it: one result in any order, one card a story, a person's word kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from newswatch.messages import Flagged, Message, Story
from processors import cluster
from processors.stories.again import _named
from processors.stories.compared import FIRST, LAST

from .made import Clock, FaultyNotifier, MemoryStore, article, at, deal
from .test_alerts import plan, serve
from .test_rulings import join, split, standing, written

BOUGHT = deal(
    article("Nebulon buys cloud startup Koralis for $80m", 0, outlet="Gazette",
            description="The Breton firm's founder Odile Kerran stays on."),
    ["Nebulon"], "Koralis", 8e7,
)  # fmt: skip
OTHER = deal(
    article("Nebulon buys chip startup Tervane for $90m", 10, outlet="Wire", description="Its founder will leave."),
    ["Nebulon"], "Tervane", 9e7,
)  # fmt: skip
VAGUE = deal(
    article("Nebulon's newest purchase comes with its founder", 30, outlet="Post",
            description="Odile Kerran, founder of the cloud startup, will keep her seat."),
    ["Nebulon"],
)  # fmt: skip
SHORT = deal(article("Nebulon rachète Koralis", 40, outlet="Fil", language="fr"), ["Nebulon"], "Koralis")
TOLD = [BOUGHT, OTHER, VAGUE, SHORT]
ORDERS = list(permutations(TOLD))


def parts(stories: Sequence[Story]) -> set[frozenset[str]]:
    """The articles of each story that stands."""
    return {frozenset(ids) for ids in standing(stories).values()}


def ids(*told: Flagged) -> frozenset[str]:
    """The articles' ids."""
    return frozenset(f.article.id for f in told)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(str(TOLD.index(f)) for f in order))
def test_all_orders_make_the_same_stories(order: tuple[Flagged, ...]) -> None:
    stories = written(order)
    assert parts(stories) == {ids(BOUGHT, VAGUE, SHORT), ids(OTHER)}
    last = {s.id: s for s in stories if s.merged_into is None}
    for story in (last[id_] for id_ in standing(stories)):
        inside = {m.id for m in story.members}
        assert all(report.article in inside for fact in story.facts for report in fact.reports)
    amounts = {
        f.number for s in last.values() if s.id in standing(stories) for f in s.facts if f.name == "amount"
    }
    assert amounts == {8e7, 9e7}
    for cut in range(1, len(order)):
        before = [Story.decode(s.encode()) for s in written(order[:cut])]
        assert [*before, *written(order[cut:], before)] == stories


def test_both_stories_tell_of_a_move() -> None:
    """The vague one was taken for the other purchase's; when its own is told, each story has a new version."""
    stories = written([OTHER, VAGUE, BOUGHT])
    *_, before, new, left = stories
    assert (before.id, before.version, ids_of(before)) == (OTHER.article.id, 2, ids(OTHER, VAGUE))
    assert (left.id, left.version, ids_of(left)) == (OTHER.article.id, 3, ids(OTHER))
    assert (new.id, new.version, ids_of(new)) == (BOUGHT.article.id, 1, ids(BOUGHT, VAGUE))


def ids_of(story: Story) -> frozenset[str]:
    """A story's articles."""
    return frozenset(m.id for m in story.members)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(str(TOLD.index(f)) for f in order))
def test_a_card_is_corrected_and_none_is_posted_twice(order: tuple[Flagged, ...]) -> None:
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(60))
    stories: list[Story] = []
    for one in order:
        new = written([one], stories)
        stories += new
        plan(store, new)
        serve(store, notifier, clock)
    assert all(len(cards) == 1 for cards in notifier.cards.values())
    stand = standing(stories)
    assert set(stand) <= set(notifier.cards)
    assert len(notifier.cards) == len({s.id for s in stories})
    for id_ in stand:
        shown = str(notifier.shown[notifier.cards[id_][0]]["title"])
        assert ("Koralis" in shown, "Tervane" in shown) == (
            BOUGHT.article.id in stand[id_],
            OTHER.article.id in stand[id_],
        )


def test_the_part_with_its_first_article_keeps_the_card() -> None:
    """The vague one came first: its card becomes that of the purchase that it tells."""
    stories = standing(written([VAGUE, OTHER, BOUGHT]))
    assert set(stories[VAGUE.article.id]) == ids(VAGUE, BOUGHT)
    assert set(stories) == {VAGUE.article.id, OTHER.article.id}


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ([join(VAGUE, OTHER)], {ids(OTHER, VAGUE), ids(BOUGHT)}),
        ([split(VAGUE, other=OTHER)], {ids(OTHER), ids(VAGUE, BOUGHT)}),
        # joined again, it is a part of its own, and what is like it comes to it
        ([split(VAGUE, other=OTHER), join(VAGUE, OTHER)], {ids(OTHER, VAGUE, BOUGHT)}),
        ([], {ids(OTHER), ids(VAGUE, BOUGHT)}),
    ],
)
def test_what_a_person_has_put_somewhere_does_not_move(
    words: list[Message], stays: set[frozenset[str]]
) -> None:
    stories = written([OTHER, VAGUE, *words, BOUGHT])
    assert parts(stories) == stays
    for cut in range(1, 3 + len(words)):
        messages: list[Message] = [OTHER, VAGUE, *words, BOUGHT]
        before = [Story.decode(s.encode()) for s in written(messages[:cut])]
        assert [*before, *written(messages[cut:], before)] == stories


def test_a_word_that_comes_after_the_move_holds_against_the_next() -> None:
    word = join(VAGUE, OTHER)
    stories = written([OTHER, VAGUE, BOUGHT, word, SHORT])
    assert parts(stories) >= {ids(OTHER, VAGUE, BOUGHT, SHORT)}


def test_what_comes_in_its_time_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "moved", lambda *_: pytest.fail("moved"))
    assert parts(written(TOLD)) == {ids(BOUGHT, VAGUE, SHORT), ids(OTHER)}


def test_the_middle_of_a_large_story_goes_where_its_id_goes() -> None:
    """No more than the first and the last ones are compared: the others are neither lost nor alone."""
    many = [
        deal(
            article(f"Nebulon buys chip startup Tervane, says {n}", 10 + n, outlet=f"O{n}"),
            ["Nebulon"],
            "Tervane",
        )
        for n in range(FIRST + LAST + 5)
    ]
    before = written([OTHER, VAGUE, *many])
    if ids(OTHER, VAGUE, *many) not in parts(before):
        pytest.fail("it is no large story")
    stories = [*before, *written([BOUGHT], before)]
    assert parts(stories) == {ids(OTHER, *many), ids(VAGUE, BOUGHT)}


def story(id_: str, *members: str, silent: bool = False) -> Story:
    """A story of these articles."""
    told = BOUGHT.article
    (one,) = written([BOUGHT])[-1].members
    return Story(
        id=id_, version=1, headline="", first_seen=told.discovered_at, first_reported=told.discovered_at,
        updated_at=told.fetched_at, silent=silent,
        members=tuple(one.model_copy(update={"id": m}) for m in members),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stories", "groups", "names", "home"),
    [
        # divided: the part with the first article, be it the smaller one
        ([story("a", "a", "b", "c")], ["a", "bc"], {0: "a"}, {"a": 0}),
        # the first article is another's now: the rest keeps the card
        (
            [story("a", "a", "b", "c"), story("x", "x", "y")],
            ["axy", "bc"],
            {0: "x", 1: "a"},
            {"a": 1, "x": 0},
        ),
        # one of two goes into the other: what was told aloud stays, else the one that comes first by its id
        ([story("a", "a"), story("b", "b")], ["ab"], {0: "a"}, {"a": 0, "b": 0}),
        ([story("a", "a", silent=True), story("b", "b")], ["ab"], {0: "b"}, {"a": 0, "b": 0}),
    ],
)
def test_who_keeps_the_card(
    stories: list[Story], groups: list[str], names: dict[int, str], home: dict[str, int]
) -> None:
    asked = {one.id: ids_of(one) for one in stories}
    assert _named(stories, [set(group) for group in groups], asked) == (names, home)


def test_a_large_story_keeps_its_card_where_most_of_it_is() -> None:
    """Its first article proves to be of another event: those that were not asked stay with the rest."""
    large = story("a", *"abcdefghijkl")
    asked = {"a": set("abcdijkl")}
    assert _named([large], [set("a"), set("bcdijkl")], asked) == ({1: "a"}, {"a": 1})
    assert _named([large], [set("abcdi"), set("jkl")], asked) == ({0: "a"}, {"a": 0})


def test_the_middle_of_a_large_story_stays_when_its_first_article_leaves() -> None:
    stray = deal(
        article("Nebulon's newest purchase: chip startup", 0, outlet="Post",
                description="Odile Kerran, founder of the cloud startup Koralis, will keep her seat."),
        ["Nebulon"],
    )  # fmt: skip
    many = [
        deal(
            article(f"Nebulon buys chip startup Tervane, says {n}", 10 + n, outlet=f"O{n}"),
            ["Nebulon"],
            "Tervane",
        )
        for n in range(FIRST + LAST + 5)
    ]
    before = written([stray, *many])
    if ids(stray, *many) not in parts(before):
        pytest.fail("it is no stray")
    late = deal(article("Nebulon buys cloud startup Koralis of Odile Kerran", 60, outlet="Gazette",
                        description="Founder Odile Kerran will keep her seat."),
                ["Nebulon"], "Koralis", 8e7)  # fmt: skip
    stories = standing([*before, *written([late], before)])
    assert set(stories[stray.article.id]) == ids(*many)
    assert ids(stray, late) in set(map(frozenset, stories.values()))
