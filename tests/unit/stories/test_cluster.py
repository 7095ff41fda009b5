"""Stories from hand-made articles: joined, kept apart, merged, split, revised, rebuilt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newswatch.errors import Reject
from newswatch.messages import Flagged, Message, Ruling, Story, digest
from newswatch.stage import Process
from processors.cluster import admit, start_cluster
from processors.stories.tally import bits_of
from processors.stories.window import Window

from .made import article, at, deal, launch


def told(process: Process, *messages: Message) -> list[Story]:
    """What the stage writes for these inputs; raises what an input fails with."""
    stories: list[Story] = []
    for outcome in process(messages, {}):
        if isinstance(outcome, Exception):
            raise outcome
        stories.extend(s for s in outcome if isinstance(s, Story))
    return stories


def koyeb() -> list[Flagged]:
    return [
        deal(article("Nebulon buys cloud startup Koralis", 0, outlet="The Gazette"), ["Nebulon"], "Koralis"),
        deal(
            article("Nebulon rachète la start-up Koralis", 9, outlet="Le Fil", language="fr"),
            ["Nebulon"],
            "Koralis",
        ),
        deal(article("Nebulon acquires Koralis for $80m", 20, outlet="Wire"), ["Nebulon"], "Koralis", 8e7),
    ]


def test_outlets_in_two_languages_tell_one_story() -> None:
    stories = told(start_cluster(()), *koyeb())
    assert [s.version for s in stories] == [1, 2, 3]
    assert len({s.id for s in stories}) == 1
    assert stories[-1].outlets == ("Le Fil", "The Gazette", "Wire")
    assert stories[-1].id == koyeb()[0].article.id
    assert stories[-1].deals[0].amount is not None
    assert stories[-1].deals[0].amount.value == 8e7


def test_the_same_article_again_changes_nothing() -> None:
    process = start_cluster(())
    told(process, *koyeb())
    assert told(process, *koyeb()) == []


def test_unlabelled_articles_are_skipped() -> None:
    assert told(start_cluster(()), Flagged(article=article("Nebulon buys Koralis"))) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (launch(article("Anthropic launches Claude Opus 4.5"), "Anthropic", "Claude Opus 4.5"),
         launch(article("Anthropic launches Claude Opus 5", 5), "Anthropic", "Claude Opus 5")),
        (deal(article("Nebulon buys Koralis"), ["Nebulon"], "Koralis"),
         deal(article("Nebulon buys Tervane", 5), ["Nebulon"], "Tervane")),
        (launch(article("Anthropic launches Claude Code Security"), "Anthropic", "Claude Code Security"),
         launch(article("Cyber stocks plunge after Anthropic's Claude Code Security", 60), "Anthropic", None)),
        (deal(article("Microsoft investit des milliards dans OpenAI", language="fr"), ["Microsoft"], "OpenAI"),
         deal(article("Google investit 300 millions de dollars dans Anthropic", 60, language="fr", outlet="B",
                      description="Le laboratoire a été fondé par d'anciens d'OpenAI."),
              ["Google"], "Anthropic", 3e8)),
        (deal(article("Microsoft invests $1 billion in OpenAI"), ["Microsoft"], "OpenAI", 1e9),
         deal(article("Microsoft invests $10 billion in OpenAI", 60 * 24 * 20), ["Microsoft"], "OpenAI", 1e10)),
    ],
)  # fmt: skip
def test_near_misses_stay_apart(first: Flagged, second: Flagged) -> None:
    assert len({s.id for s in told(start_cluster(()), first, second)}) == 2


def test_amounts_that_differ_are_one_story_with_a_conflict() -> None:
    stories = told(
        start_cluster(()),
        deal(article("World Bench raises $1 billion", outlet="A"), [], "World Bench", 1e9),
        deal(
            article("World Bench raises $1.2 billion in new round", 5, outlet="B"), [], "World Bench", 1.2e9
        ),
    )
    assert len({s.id for s in stories}) == 1
    assert [f.chosen for f in stories[-1].facts if f.name == "amount"] in ([True, False], [False, True])
    assert len(stories[-1].deals) == 1
    assert len(stories[-1].deals[0].other_amounts) == 1


def test_a_restart_goes_on_as_if_it_had_not_stopped() -> None:
    whole = told(start_cluster(()), *koyeb())
    before = told(start_cluster(()), *koyeb()[:2])
    after = told(start_cluster(before), *koyeb()[2:])
    assert before + after == whole


def test_a_page_that_changed_is_a_new_revision() -> None:
    process = start_cluster(())
    first = deal(article("Nebulon buys Koralis for $80m", id="a"), ["Nebulon"], "Koralis", 8e7)
    second = deal(article("Nebulon buys Koralis for $90m", 60, id="a"), ["Nebulon"], "Koralis", 9e7)
    stories = told(process, first, second)
    assert [s.version for s in stories] == [1, 2]
    assert [f.number for f in stories[1].facts if f.name == "amount"] == [9e7]
    assert len(stories[1].members) == 1


def test_a_ruling_joins_and_the_earlier_story_stays() -> None:
    process = start_cluster(())
    a = deal(article("Nebulon buys Koralis", 0), ["Nebulon"], "Koralis")
    b = launch(article("A new cloud for everyone", 30, outlet="Wire"), "Nebulon", "Sky")
    told(process, a, b)
    join = Ruling(decision="join", article=b.article.id, other=a.article.id, by="ann", at=at(60))
    stays, goes = told(process, join)
    assert (stays.id, stays.merged_into, len(stays.members)) == (a.article.id, None, 2)
    assert (goes.id, goes.merged_into, goes.version) == (b.article.id, a.article.id, 2)
    assert told(process, join) == []


def test_a_ruling_splits_and_keeps_apart_after_a_restart() -> None:
    process = start_cluster(())
    written = told(process, *koyeb())
    one, two, _ = koyeb()
    split = Ruling(decision="split", article=one.article.id, other=two.article.id, by="ann", at=at(60))
    written += (parts := told(process, split))
    kept, new = parts
    assert kept.id == one.article.id
    assert new.id not in {f.article.id for f in koyeb()}
    assert two.article.id in {m.id for m in new.members}
    late = deal(article("Nebulon buys Koralis, says Nebulon", 90, outlet="Post"), ["Nebulon"], "Koralis")
    for again in (process, start_cluster(written)):
        versions = told(again, late)
        assert all(s.merged_into is None for s in versions)
        assert len(versions) == 1


def test_a_ruling_on_unknown_articles_is_rejected() -> None:
    outcome = start_cluster(())([Ruling(decision="join", article="x", other="y", by="ann", at=at(0))], {})[0]
    assert isinstance(outcome, Reject)


def test_an_input_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    process = start_cluster(())
    first, second, third = koyeb()
    told(process, first)

    def broken(*_: object, **__: object) -> Story:
        raise RuntimeError("planted")

    with monkeypatch.context() as planted:
        planted.setattr("processors.cluster.compose", broken)
        assert isinstance(process([second], {})[0], RuntimeError)
    assert [s.version for s in told(process, second, third)] == [2, 3]


def test_old_stories_leave_the_window() -> None:
    process = start_cluster(())
    told(process, koyeb()[0])
    late = deal(article("Zurvan raises $200m", 60 * 24 * 40), [], "Zurvan", 2e8)
    told(process, late)
    again = deal(
        article("Nebulon buys cloud startup Koralis", 60 * 24 * 40 + 5, outlet="Late"), ["Nebulon"], "Koralis"
    )
    assert told(process, again)[0].id == again.article.id


def test_a_page_that_comes_back_begins_a_story_of_its_own() -> None:
    process = start_cluster(())
    day = 60 * 24
    first = koyeb()[0]
    written = told(process, *koyeb())
    written += told(process, deal(article("Zurvan raises $200m", day * 40), [], "Zurvan", 2e8))
    back = deal(
        article("Nebulon buys cloud startup Koralis", day * 41, id=first.article.id, dated=False),
        ["Nebulon"], "Koralis",
    )  # fmt: skip
    for again in (process, start_cluster(written)):
        (story,) = told(again, back)
        assert story.id == digest(first.article.id, "again", back.article.fetched_at.isoformat())
        assert story.version == 1
    later = told(
        process,
        deal(article("Nebulon buys startup Koralis", day * 41 + 9, outlet="B"), ["Nebulon"], "Koralis"),
    )
    assert [s.version for s in later] == [2]


def test_a_page_that_comes_back_when_its_story_is_forgotten_takes_no_old_id() -> None:
    process = start_cluster(())
    day = 60 * 24
    first = koyeb()[0]
    written = told(process, first)
    for month in (1.5, 3):  # the second one is remembered in the place of the first
        written += told(process, deal(article(f"Zurvan raises ${month}m", day * 30 * month), [], "Zurvan"))
    page = article("Nebulon buys cloud startup Koralis", day * 91, id=first.article.id)
    back = deal(
        page.model_copy(update={"discovered_at": first.article.discovered_at}), ["Nebulon"], "Koralis"
    )
    for again in (process, start_cluster(written), start_cluster(written[1:])):
        (story,) = told(again, back)
        assert (story.id != first.article.id, story.version) == (True, 1)


def test_an_id_that_was_merged_away_is_taken_too() -> None:
    process = start_cluster(())
    day = 60 * 24
    a = deal(article("Nebulon buys Koralis", 0), ["Nebulon"], "Koralis")
    b = launch(article("A new cloud for everyone", 30, outlet="Wire"), "Nebulon", "Sky")
    written = told(
        process, a, b, Ruling(decision="join", article=b.article.id, other=a.article.id, by="ann", at=at(60))
    )
    written += told(process, deal(article("Zurvan raises $200m", day * 40), [], "Zurvan", 2e8))
    back = launch(article("A new cloud for everyone", day * 41, id=b.article.id), "Nebulon", "Sky")
    for again in (process, start_cluster(written)):
        assert told(again, back)[0].id not in {a.article.id, b.article.id}


def sizes(window: Window) -> dict[str, int]:
    """How much is in every container of the window."""
    found = {name: len(part) for name, part in vars(window).items() if hasattr(part, "__len__")}
    assert len(found) >= 8
    return found | {
        "listed": sum(size for part in window.index.values() for _, _, size in part.values()),
        "members": sum(len(live.members) for live in window.stories.values()),
        "compared": sum(len(live.compared) for live in window.stories.values()),
        "whole": sum(isinstance(live.whole, Story) for live in window.stories.values()),
    }


def test_a_full_window_grows_no_more() -> None:
    """After 80 days the last id is forgotten that ever will be: from then on each day is like the one before."""
    window = Window({})
    found: list[dict[str, int]] = []
    day = 60 * 24
    for n in range(150):
        name = "Zq" + "".join("bcdfghjklm"[int(digit)] for digit in f"{n:04}")  # of one shape, so of one size
        for minutes, outlet in ((0, "A"), (30, "B"), (day * 9, "C")):
            told = article(f"{name} raises $200m", day * n + minutes, outlet=outlet)
            admit(window, deal(told, [], name, 2e8))
        found.append(sizes(window))
    oldest = window.clock - window.days
    assert found[117] == found[149]  # as many days as the parts of the index go round
    assert all(live.updated_at >= oldest for live in window.stories.values())
    assert min(at for at, _ in window.ages) >= oldest
    assert {live.id for live in window.numbers.values()} == set(window.stories)
    assert set(window.where.values()) == set(window.stories)
    assert {
        lowest + place
        for part in window.index.values()
        for lowest, bits, _ in part.values()
        for place in bits_of(bits)
    } == set(window.numbers)
    assert len(window.bygone) <= 3 * 52


def test_a_late_member_of_a_large_story_still_matches() -> None:
    process = start_cluster(())
    hours = 5
    tellings = [
        deal(article(f"Nebulon buys cloud startup Koralis, outlet {n}", 60 * hours * n, outlet=f"O{n}"),
             ["Nebulon"], "Koralis")
        for n in range(70)
    ]  # fmt: skip
    written = told(process, *tellings)
    assert len({s.id for s in written}) == 1
    assert len(written[-1].members) == 70
    assert sum(bool(m.words) for m in written[-1].members) == 40
    assert sum(bool(m.words) for m in written[-1].members[-10:]) == 10
    late = deal(
        article("Nebulon rachète Koralis", 60 * hours * 70, outlet="Fil", language="fr"),
        ["Nebulon"],
        "Koralis",
    )
    (story,) = told(start_cluster(written), late)
    assert (story.id, len(story.members)) == (written[0].id, 71)


def test_undated_pages_join_by_likeness_and_are_judged_by_the_story() -> None:
    old = deal(
        article("Nebulon buys cloud startup Koralis", 0, age=timedelta(days=3)), ["Nebulon"], "Koralis"
    )
    undated = deal(
        article("Nebulon buys cloud startup Koralis today", 5, outlet="B", dated=False),
        ["Nebulon"],
        "Koralis",
    )
    stories = told(start_cluster(()), old, undated)
    assert len({s.id for s in stories}) == 1
    assert stories[-1].first_reported == at(0) - timedelta(days=3)


def test_two_stories_that_prove_to_be_one_are_merged() -> None:
    """Two outlets see two sides of one deal, a third one sees both: one card stays, the other says where it went."""
    process = start_cluster(())
    first = deal(article("Nebulon buys a cloud startup of Lyon", 0), ["Nebulon"], None, 8e7)
    second = deal(article("Koralis sold for $80m", 9, outlet="Wire"), [], "Koralis", 8e7)
    apart = told(process, first, second)
    assert [s.version for s in apart] == [1, 1]
    words = article("Nebulon buys Lyon cloud startup Koralis, sold for $80m", 20, outlet="Post")
    both = deal(words, ["Nebulon"], "Koralis", 8e7)
    stays, goes = told(process, both)
    assert (stays.id, stays.merged_into, len(stays.members)) == (first.article.id, None, 3)
    assert (goes.id, goes.merged_into, goes.members) == (second.article.id, first.article.id, ())
    assert [s.version for s in (stays, goes)] == [2, 2]
    late = deal(article("Koralis sold to Nebulon", 30, outlet="Late"), ["Nebulon"], "Koralis")
    (story,) = told(start_cluster([*apart, stays, goes]), late)
    assert (story.id, story.version) == (first.article.id, 3)
