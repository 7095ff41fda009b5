"""What a live story takes: it is packed while nobody asks for it, and nothing is decided otherwise for that."""

from __future__ import annotations

import gc
import random
import tracemalloc
from dataclasses import astuple, fields

import pytest

from newswatch.messages import Flagged, Story
from processors.canary import HOST
from processors.cluster import admit, begun, rebuilt
from processors.matching.keys import member_of
from processors.matching.match import APART, Vector, story_likeness, vector_of
from processors.stories import window
from processors.stories.index import Index, Posting, list_under, unlist_from
from processors.stories.packed import Vectors, is_near, packed, packed_vector, unpacked
from processors.stories.tally import bits_of
from processors.stories.window import BACK, IN_USE, LEAPS, Window, story_of

from .made import article, deal, launch

NAMES = tuple("Zq" + "".join("bcdfghjklm"[int(digit)] for digit in f"{n:04}") for n in range(200))
A_DAY, A_YEAR = 60 * 24, 60 * 24 * 365


def tellings(names: tuple[str, ...] = NAMES) -> list[Flagged]:
    """Two articles a name, the second ones long after all the first."""
    first = [
        deal(
            article(
                f"{name} raises ${n + 100}m for its models of clouds",
                n,
                description="Two funds of Lyon and a bank of Ghent put in the money, said its chief.",
                body=" ".join(f"word{k * n % 997}" for k in range(200)),
            ),
            [], name, (n + 100) * 1e6,
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    second = [
        deal(
            article(f"{name} lève {n + 100} millions de dollars", 300 + n, outlet="Fil", language="fr"),
            [], name, (n + 100) * 1e6,
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    return [*first, *second]


def told(window: Window, messages: list[Flagged]) -> list[Story]:
    """The versions that these articles make."""
    return [story for message in messages for story in admit(window, message)]


def test_what_was_packed_is_what_it_was() -> None:
    made = launch(
        article("Anthropic launches Claude Opus 5 in Japan, after Opus 4.5", body="word " * 40, dated=False),
        "Anthropic",
        "Claude Opus 5",
    )
    window = Window()
    stories = told(window, [*tellings(NAMES[:2]), made])
    for story in stories:
        assert unpacked(packed(story)) == story
        before = [vector_of(member) for member in story.members]
        after = list(Vectors([packed_vector(vector) for vector in before]))
        assert after == before
        assert [list(v.own.items()) for v in after] == [list(v.own.items()) for v in before]
        assert [list(v.neutral.items()) for v in after] == [list(v.neutral.items()) for v in before]
        assert [[type(x) for x in astuple(v)] for v in after] == [
            [type(x) for x in astuple(v)] for v in before
        ]
    assert {field.name for field in fields(Vector)} == set(Vector.__slots__)


def test_only_the_stories_in_use_are_kept_whole() -> None:
    window = Window()
    last = told(window, tellings())[-1]
    assert len(window.stories) > 2 * IN_USE
    whole = {live.id for live in window.stories.values() if isinstance(live.whole, Story)}
    assert whole == set(window.in_use)
    assert len(whole) == IN_USE
    assert story_of(window, last.id) is window.stories[last.id].whole


def test_packing_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = told(Window(), tellings())
    assert {1, 2} <= {len(story.members) for story in kept}
    monkeypatch.setattr(window, "IN_USE", 1)
    assert told(Window(), tellings()) == kept


def test_a_live_story_takes_few_bytes() -> None:
    """It took 50 KiB, as objects."""
    messages = tellings()
    told(Window(), messages)  # caches of words are filled
    gc.collect()
    tracemalloc.start()
    try:
        window = Window()
        told(window, messages)
        for live in window.stories.values():
            live.whole = packed(unpacked(live.whole))
        gc.collect()
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(window.where) == 2 * len(NAMES)
    assert size / len(NAMES) < 12 * 1024


def test_a_start_has_what_the_process_has_whose_clock_was_ahead() -> None:
    window = Window()
    old = told(window, tellings(NAMES[:1]))
    ahead = [
        deal(article(f"{name} buys Koralis", A_YEAR + n), [name], "Koralis")
        for n, name in enumerate(NAMES[1 : LEAPS + 2])
    ]
    wrong = told(window, ahead)
    assert old[0].id not in window.stories
    right = [
        deal(article(f"{name} raises $90m", A_DAY + n), [], name, 9e7)
        for n, name in enumerate(NAMES[: BACK + 1])
    ]
    back = told(window, right)
    assert back[-1].id in window.stories
    again = rebuilt([*old, *wrong, *back], {})
    assert again.stories.keys() == window.stories.keys()
    assert (again.clock, again.leaps) == (window.clock, window.leaps)
    assert list(again.bygone.items()) == list(window.bygone.items())


def numbers_in(posting: Posting) -> list[int]:
    lowest, bits, size = posting
    found = sorted(lowest + place for place in bits_of(bits))
    assert found[0] == lowest
    assert len(found) == size
    return found


def test_the_index_lists_what_it_was_told() -> None:
    dice = random.Random(3)
    index: Index = {}
    plain: dict[tuple[int, str], set[int]] = {}
    for _ in range(3000):
        part, number = dice.randrange(3), dice.randrange(1, 30)
        tokens = dice.sample("abcdefgh", 3)
        listed = [t for t in tokens if number in plain.get((part, t), ())]
        if dice.random() < 0.5:
            list_under(index, part, tokens, (number, 1, 1))
            for token in tokens:
                plain.setdefault((part, token), set()).add(number)
        else:
            unlist_from(index, part, listed, (number, 1, 1))
            for token in listed:
                plain[part, token].discard(number)
        there = {(p, t): numbers_in(listed) for p, found in index.items() for t, listed in found.items()}
        assert there == {key: sorted(found) for key, found in plain.items() if found}
        assert all(index.values())


def test_a_start_reads_records_as_it_reads_stories() -> None:
    """Of records only headings are read while they are followed by later ones; canaries and what is long over too."""
    canary = deal(article("Microsoft invests $5 million in Testbird", 500), ["Microsoft"], "Testbird", 5e6)
    page = f"https://{HOST}/testbird"
    canary = canary.model_copy(update={"article": canary.article.model_copy(update={"url": page})})
    late = deal(article("Zqlate raises $7m", A_DAY * 40), [], "Zqlate", 7e6)
    window = Window()
    versions = told(window, [*tellings(), late])
    versions.insert(3, begun({}, canary))
    from_stories, from_records = rebuilt(versions, {}), rebuilt([v.encode() for v in versions], {})
    assert list(from_records.stories) == list(from_stories.stories) != []
    assert from_records.where == from_stories.where
    assert from_records.bygone == from_stories.bygone != {}
    assert from_records.index == from_stories.index
    assert canary.article.id not in from_records.where
    for id_ in from_stories.stories:
        assert story_of(from_records, id_) == story_of(from_stories, id_)


def test_nearness_is_seen_without_unpacking() -> None:
    body = " ".join(f"word{n * n % 997}" for n in range(200))
    one = deal(article("Zqlate raises $7m", body=body), [], "Zqlate", 7e6)
    near = vector_of(member_of(deal(article("Zqlate lands $7m", A_DAY * 7), [], "Zqlate", 7e6)))
    far = vector_of(member_of(deal(article("Zqlate lands $7m", A_DAY * 9), [], "Zqlate", 7e6)))
    undated = vector_of(member_of(deal(article("Zqlate has $7m", A_DAY * 9, dated=False), [], "Zqlate", 7e6)))
    copy = vector_of(
        member_of(deal(article("Zqlate's $7m", A_DAY * 9, body=f"{body} again"), [], "Zqlate", 7e6))
    )
    there = vector_of(member_of(one))
    rows = [packed_vector(there)]
    assert [is_near(v, rows) for v in (near, far, undated, copy)] == [True, False, True, True]
    assert [is_near(there, [packed_vector(v)]) for v in (near, far, undated, copy)] == [
        True,
        False,
        True,
        True,
    ]
    assert story_likeness(far, [there]) == APART
    assert not is_near(near, [])
