"""What a person joined or split stays so, whatever the machine reads later and wherever it is started again."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from newswatch.messages import Flagged, Message, Ruling, Story
from processors.matching.keys import member_of
from processors.matching.match import likeness, vector_of

from .made import article, at, deal
from .test_rulings import join, split, standing, tellings, written

DAY = 60 * 24
PARTS = ("Koralis", "Tervane")


def late(target: str, minutes: float, outlet: str = "Latecomer", found: float = 600) -> Flagged:
    """One more outlet's telling, published at these minutes and found long after."""
    words = article(f"Nebulon buys startup {target}, reports {outlet}", minutes, outlet=outlet)
    seen = {"discovered_at": at(max(minutes, found)), "fetched_at": at(max(minutes, found))}
    return deal(words.model_copy(update=seen), ["Nebulon"], target)


def read_again(stories: Sequence[Story]) -> list[Story]:
    """These as they are in the topic."""
    return [Story.decode(story.encode()) for story in stories]


def where(stories: Sequence[Story]) -> dict[str, str]:
    """Article → its story at the end."""
    return {id_: story for story, ids in standing(stories).items() for id_ in ids}


def together(stories: Sequence[Story], *told: Flagged) -> bool:
    """Whether one story has all of these."""
    found = where(stories)
    return len({found[f.article.id] for f in told}) == 1


@pytest.mark.parametrize("minutes", [-30, 10, 100])
@pytest.mark.parametrize("target", PARTS)
def test_what_tells_a_part_of_a_joined_story_is_of_that_story(target: str, minutes: float) -> None:
    """A person said that two purchases are one: a telling of either belongs there, late or in its time."""
    first, second = tellings("Koralis"), tellings("Tervane", 30)
    before = written([*first, *second, join(second[0], first[0])])
    more = late(target, minutes)
    assert together([*before, *written([more], read_again(before))], first[0], second[0], more)
    assert together(written([*first, *second, join(second[0], first[0]), more]), first[0], second[0], more)


def test_it_is_told_by_no_more_than_its_parts() -> None:
    first, second = tellings("Koralis"), tellings("Tervane", 30)
    other = late("Quillon", 100)
    assert not together(written([*first, *second, join(second[0], first[0]), other]), first[0], other)


def test_a_story_that_proves_to_be_a_part_goes_into_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that began beside it: the article that tells both brings it in, and it counts as that part from then on."""
    first, second = tellings("Koralis")[:3], tellings("Tervane", 30)[:3]
    before = written([*first, *second, join(second[0], first[0])])
    with monkeypatch.context() as unlike:
        unlike.setattr("processors.cluster.THRESHOLD", 9.0)
        before += written([beside := late("Tervane", 40, "Beside")], before)
    assert not together(before, first[0], beside)
    before += written([bridge := late("Tervane", 45, "Bridge")], before)
    assert together(before, *first, *second, beside, bridge)
    last = next(s for s in reversed(before) if s.merged_into is None)
    parts = {m.id: m.part for m in last.members}
    assert {parts[f.article.id] for f in (*second, beside, bridge)} == {second[0].article.id}
    assert {parts[f.article.id] for f in first} == {first[0].article.id}


def test_a_page_that_is_rewritten_stays_in_its_part() -> None:
    first, second = tellings("Koralis"), tellings("Tervane", 30)
    told = [*first, *second, join(second[0], first[0])]
    again = second[1].article.model_copy(update={"content_hash": "rewritten", "fetched_at": at(400)})
    stories = written([*told, second[1].model_copy(update={"article": again}), late("Tervane", 500)])
    assert together(stories, first[0], second[1], late("Tervane", 500))
    parts = {m.id: m.part for m in stories[-1].members}
    assert parts[again.id] == second[0].article.id


def test_where_likeness_divides_what_a_person_joined_goes_as_a_whole() -> None:
    """A split that met its two articles in one story only when its turn in the log came names nobody who leaves."""
    first, second = tellings("Koralis"), tellings("Tervane", 30)
    word = Ruling(
        decision="split", article=first[3].article.id, other=first[0].article.id, by="ann", at=at(200)
    )
    stories = written([*first, *second, join(second[0], first[0]), word])
    assert not together(stories, first[0], first[3])
    assert together(stories, *second)
    undone = Ruling(
        decision="split", article=second[3].article.id, other=first[0].article.id, by="ann", at=at(200)
    )
    stories = written([*first, *second, join(second[0], first[0]), undone])
    assert together(stories, *first)
    assert together(stories, *second)


def rewritten(told: Flagged, minutes: float) -> Flagged:
    """The same page, fetched again with other words."""
    again = told.article.model_copy(update={"content_hash": f"at {minutes}", "fetched_at": at(minutes)})
    return told.model_copy(update={"article": again})


@pytest.mark.parametrize("swapped", [False, True])
def test_no_article_that_a_person_split_off_comes_back(swapped: bool) -> None:
    """Not only the one that stands for them in the ruling: another's page comes back when its own story is over."""
    told = tellings("Koralis")
    leaving = [told[5], told[4]] if swapped else [told[4], told[5]]
    back = rewritten(told[5], DAY * 38)
    before = written([*told, split(*leaving, other=told[0]), rewritten(told[0], DAY * 37)])
    after = [*before, *written([back], read_again(before))]
    assert not together(after, told[0], back)
    assert where(after)[back.article.id] != where(before)[back.article.id], "its story was not over"


def test_what_comes_back_does_not_bring_a_story_with_it() -> None:
    """What was split off finds another story when its own is over, and that one never goes where it left."""
    told = tellings("Koralis")
    before = written([*told, split(told[5], other=told[0]), rewritten(told[0], DAY * 37)])
    beside, back = late("Koralis", 16, "Beside", DAY * 37 + 1), rewritten(told[5], DAY * 38)
    with pytest.MonkeyPatch.context() as unlike:
        unlike.setattr("processors.cluster.THRESHOLD", 9.0)
        before += written([beside], read_again(before))
    assert not together(before, told[0], beside)
    before += written([back], read_again(before))
    assert together(before, beside, back)
    assert not together(before, told[0], back)


def test_two_stories_that_are_never_to_meet_keep_out_each_others_articles() -> None:
    first, second = tellings("Koralis")[:3], tellings("Tervane", 30)[:3]
    word = split(second[0], other=first[0]).model_copy(update={"leaving": ()})
    last = {s.id: s for s in written([*first, *second, word])}
    assert set(last[first[0].article.id].apart) == {f.article.id for f in second}
    assert set(last[second[0].article.id].apart) == {f.article.id for f in first}


def mixed(seed: int) -> tuple[list[Message], list[Message]]:
    """Two events told in disorder with words of a person in between, and what comes after: late and between both."""
    chance = random.Random(seed)
    told = [
        *tellings("Koralis"),
        *tellings("Tervane", 1),
        *(late("Koralis", 2 * n, f"Old {n}") for n in range(3)),
    ]
    chance.shuffle(told)
    messages: list[Message] = list(told)
    for n in range(4):
        a, b, *more = chance.sample(told, 4)
        word = chance.choice(
            [join(a, b), split(a, *more, other=b), split(a, other=b).model_copy(update={"leaving": ()})]
        )
        place = chance.randint(len(told) // 2, len(messages))
        messages.insert(place, word.model_copy(update={"at": at(700 + n)}))
    messages.append(split(*told[:2], other=told[-1]).model_copy(update={"at": at(710)}))
    after: list[Message] = []
    for n in range(8):
        one = late(chance.choice(PARTS), chance.randint(-60, 300), f"After {n}", 800 + n)
        both = deal(
            article(f"Nebulon buys startups Koralis and Tervane, {n}", 310 + n, outlet=f"Both {n}"),
            ["Nebulon"], chance.choice(PARTS),
        )  # fmt: skip
        after.append(chance.choice([one, both]))
    return messages, after


def obeyed(messages: Sequence[Message]) -> tuple[list[Story], set[frozenset[str]]]:
    """What stands after these, one by one, and the pairs that a person set apart last."""
    stories: list[Story] = []
    apart: set[frozenset[str]] = set()
    for message in messages:
        before = where(stories)
        try:
            stories += written([message], read_again(stories))
        except AssertionError:
            continue  # a word on an article that was not told yet is none
        if isinstance(message, Ruling):
            after = where(stories)
            sides = {before[message.article], before[message.other]}
            ours = [id_ for id_, story in before.items() if story in sides]
            for a in ours:
                for b in ours:
                    if a < b and after[a] == after[b]:
                        apart.discard(frozenset((a, b)))
                    elif a < b and message.decision == "split":
                        apart.add(frozenset((a, b)))
    return stories, apart


@pytest.mark.parametrize("seed", range(12))
def test_the_machine_undoes_no_word(seed: int) -> None:
    messages, after = mixed(seed)
    stories, apart = obeyed(messages)
    before = where(stories)
    found = where([*stories, *written(after, read_again(stories))])
    assert apart
    for a in before:
        for b in before:
            if frozenset((a, b)) in apart:
                assert found[a] != found[b]
            elif before[a] == before[b]:
                assert found[a] == found[b]


@pytest.mark.parametrize("seed", range(4))
def test_a_restart_anywhere_remembers(seed: int) -> None:
    messages = [m for part in mixed(seed) for m in part]
    seen: set[str] = set()
    valid: list[Message] = []
    for message in messages:
        if isinstance(message, Flagged):
            seen.add(message.article.id)
        if not isinstance(message, Ruling) or {message.article, message.other} <= seen:
            valid.append(message)
    whole = [s.encode() for s in written(valid)]
    for cut in range(0, len(valid), 2):
        before = read_again(written(valid[:cut]))
        assert [s.encode() for s in [*before, *written(valid[cut:], before)]] == whole


def test_the_two_parts_are_no_likeness_of_each_other() -> None:
    """What the tests above rest on: nobody but a person would have joined them."""
    a, b = (vector_of(member_of(tellings(target)[0])) for target in PARTS)
    assert likeness(a, b) < 0
