"""A person's word in the log: who leaves, who keeps the id, what undoes it, and the same at every reading."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from newswatch.messages import Flagged, Message, Ruling, Story, digest
from processors.cluster import start_cluster
from processors.flag import SHIPPED, load_rules
from processors.measure.backtest import backtest
from processors.notify import Policy

from .made import article, at, deal

OUTLETS = ("Gazette", "Wire", "Post", "Courier", "Herald", "Tribune")


def tellings(target: str, start: float = 0) -> list[Flagged]:
    """Six outlets that tell one purchase, three minutes apart."""
    return [
        deal(
            article(f"Nebulon buys startup {target}, says {o}", start + 3 * n, outlet=o), ["Nebulon"], target
        )
        for n, o in enumerate(OUTLETS)
    ]


def split(*leaving: Flagged, other: Flagged, minutes: float = 60) -> Ruling:
    """The named articles leave."""
    ids = tuple(f.article.id for f in leaving)
    return Ruling(
        decision="split", article=ids[0], other=other.article.id, leaving=ids, by="ann", at=at(minutes)
    )


def join(a: Flagged, b: Flagged, minutes: float = 90) -> Ruling:
    """Their stories are one."""
    return Ruling(decision="join", article=a.article.id, other=b.article.id, by="ann", at=at(minutes))


def written(messages: Sequence[Message], before: Sequence[Story] = ()) -> list[Story]:
    """Every version that these make, in order."""
    stories: list[Story] = []
    for outcome in start_cluster(before, {})(messages, {}):
        assert not isinstance(outcome, Exception), outcome
        stories += [s for s in outcome if isinstance(s, Story)]
    return stories


def standing(stories: Sequence[Story]) -> dict[str, list[str]]:
    """Story → its articles, of those that are not merged."""
    last = {s.id: s for s in stories}
    return {s.id: [m.id for m in s.members] for s in last.values() if s.merged_into is None}


def test_the_named_articles_leave_and_no_other() -> None:
    told = tellings("Koralis")
    kept, gone = [*told[:2], *told[4:]], told[2:4]
    stories = standing(written([*told, split(*gone, other=told[0])]))
    assert sorted(stories[told[0].article.id]) == sorted(f.article.id for f in kept)
    (new,) = set(stories) - {told[0].article.id}
    assert sorted(stories[new]) == sorted(f.article.id for f in gone)
    ruling = split(*gone, other=told[0])
    said = (ruling.article, ruling.other, ruling.at.isoformat())
    assert new == digest(gone[0].article.id, *said, told[0].article.id, str(len(told)))


def test_the_part_with_the_first_article_keeps_the_card_whoever_is_named() -> None:
    told = tellings("Koralis")
    stories = standing(written([*told, split(told[0], other=told[1])]))
    assert stories[told[0].article.id] == [told[0].article.id]
    assert len(stories) == 2


def test_the_last_word_holds() -> None:
    told = tellings("Koralis")
    part, again = split(told[5], other=told[0]), join(told[5], told[0])
    assert len(standing(written([*told, part]))) == 2
    undone = written([*told, part, again])
    assert len(standing(undone)) == 1
    assert next(s for s in reversed(undone) if s.merged_into is None).apart == ()
    assert len(standing(written([*told, part, again, split(told[5], other=told[0], minutes=120)]))) == 2


def test_a_join_is_undone_by_a_split_of_what_came() -> None:
    first, second = tellings("Koralis"), tellings("Tervane", 30)
    stories = standing(
        written([*first, *second, join(second[0], first[0]), split(*second, other=first[0], minutes=120)])
    )
    assert sorted(map(sorted, stories.values())) == sorted(
        sorted(f.article.id for f in told) for told in (first, second)
    )


def test_articles_kept_apart_never_meet_again() -> None:
    told = tellings("Koralis")
    late = [
        deal(
            article(f"Nebulon buys startup Koralis, {n}", 100 + n, outlet=f"Late {n}"), ["Nebulon"], "Koralis"
        )
        for n in range(8)
    ]
    stories = standing(written([*told, split(told[5], other=told[0]), *late]))
    where = {id_: story for story, ids in stories.items() for id_ in ids}
    assert where[told[5].article.id] != where[told[0].article.id]


@pytest.mark.parametrize("seed", range(8))
def test_a_restart_anywhere_gives_the_same_bytes(seed: int) -> None:
    chance = random.Random(seed)
    first, second = tellings("Koralis"), tellings("Tervane", 1)
    messages: list[Message] = [*sorted([*first, *second], key=lambda f: f.article.discovered_at)]
    last = max(f.article.fetched_at for f in (*first, *second))
    for n in range(6):
        a, b = chance.sample([*first, *second], 2)
        ruling = chance.choice([join(a, b), split(a, other=b)])
        messages.append(ruling.model_copy(update={"at": last + timedelta(minutes=n)}))
    whole = [s.encode() for s in written(messages)]
    for cut in range(len(messages)):
        before = written(messages[:cut])
        reread = [Story.decode(s.encode()) for s in before]
        assert [s.encode() for s in [*before, *written(messages[cut:], reread)]] == whole


def test_a_split_that_names_all_leaves_the_other() -> None:
    told = tellings("Koralis")
    stories = standing(written([*told, split(*told, other=told[2])]))
    assert [told[2].article.id] in stories.values()


@pytest.mark.parametrize("leaving", [0, 1, 2])
def test_an_article_that_is_named_twice_is_named_once(leaving: int) -> None:
    """It was a dead letter: nothing is on the other side of it."""
    told = tellings("Koralis")
    twice = split(*told[2 : 2 + (leaving or 1)], other=told[2]).model_copy(
        update={"leaving": tuple(f.article.id for f in told[2 : 2 + leaving])}
    )
    stories = standing(written([*told, twice]))
    first, *gone = sorted(stories, key=lambda id_: id_ != told[0].article.id)
    assert first == told[0].article.id
    assert [sorted(stories[id_]) for id_ in gone] == [
        sorted(f.article.id for f in told[2 : 2 + (leaving or 1)])
    ]
    alone = written([*told[2:3], twice, join(told[2], told[2])])
    assert [s.version for s in alone] == [1], "where it is all there is, nothing changes"
    joined = [*told, join(told[2], told[2])]
    assert written(joined) == written(told)


def test_a_backtest_passes_by_a_ruling_on_what_its_rules_do_not_flag() -> None:
    plain = [f.model_copy(update={"article": f.article.model_copy(update={"headline": "A walk in the park"})})
             for f in tellings("Koralis")[:2]]  # fmt: skip
    found = backtest([*plain, split(plain[1], other=plain[0])], load_rules([SHIPPED]), Policy())
    assert (len(found.new), len(found.flips)) == (0, 2)
    assert len(found.lost) == 2


def test_an_article_that_was_split_off_stays_apart_when_its_page_comes_back() -> None:
    """Its own story has left the window by then; the other one lives on."""
    told = tellings("Koralis")
    day = 60 * 24
    kept = [
        deal(article(f"Nebulon buys startup Koralis, day {n}", day * n, outlet=f"Late {n}"), ["Nebulon"], "Koralis")
        for n in range(6, 42, 6)
    ]  # fmt: skip
    back = told[5].article.model_copy(
        update={"fetched_at": at(day * 38), "discovered_at": at(day * 38), "date_published": at(day * 38)}
    )
    messages = [*told, split(told[5], other=told[0]), *kept]
    stories = standing(written([*messages, told[5].model_copy(update={"article": back})]))
    assert back.id not in stories[told[0].article.id]
    assert {m for ids in stories.values() for m in ids} >= {back.id, kept[-1].article.id}
