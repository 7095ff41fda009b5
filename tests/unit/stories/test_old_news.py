"""What was told before never alerts as new: bumped dates, pages that come back, copies, backfill, undated ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newswatch.messages import Article, Flagged, Story
from processors.cluster import start_cluster
from processors.notify import Policy, silent_reason

from .made import article, at, deal

DAY = 60 * 24
POLICY = Policy()
TEXT = " ".join(f"word{n} of the long report that the outlet printed on the purchase" for n in range(9))


def buys(minutes: float, *, id: str | None = None, outlet: str = "The Gazette", words: str = "", body: str = TEXT,
         age: timedelta = timedelta(seconds=41), dated: bool = True, silent: bool = False) -> Flagged:  # fmt: skip
    """A telling of one purchase, found at these minutes and published `age` before."""
    made = article(
        words or "Nebulon buys cloud startup Koralis", minutes, id=id, outlet=outlet, body=body, age=age, dated=dated,
        silent=silent,
    )  # fmt: skip
    return deal(made, ["Nebulon"], "Koralis")


def other(minutes: float) -> Flagged:
    """News that moves the window's clock."""
    return deal(article(f"Zurvan{minutes:.0f}x raises $200m", minutes), [], f"Zurvan{minutes:.0f}x", 2e8)


def last(*messages: Flagged, before: tuple[Story, ...] = ()) -> Story:
    """The last version that these make."""
    stories = [s for o in start_cluster(before, {})(messages, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    return stories[-1]


def revised(flagged: Flagged, minutes: float, **changed: object) -> Flagged:
    """The page as it is read again: found when it was, fetched later, with another text."""
    fields = {"fetched_at": at(minutes), "content_hash": f"again {minutes}", **changed}
    again: Article = flagged.article.model_copy(update=fields)
    return flagged.model_copy(update={"article": again})


def told(story: Story) -> str | None:
    """Why nobody is told of it when it is written; None for news."""
    return silent_reason(story, story.updated_at, POLICY)


def test_news_is_told() -> None:
    assert told(last(buys(0))) is None


def test_a_bumped_date_makes_no_news_of_a_page() -> None:
    old = buys(0, age=timedelta(days=3))
    assert told(last(old)) == "old-news"
    bumped = revised(old, 60, date_published=at(30))
    story = last(old, bumped)
    assert (story.version, story.first_reported) == (2, at(0) - timedelta(days=3))
    assert told(story) == "old-news"
    assert told(last(old, bumped, revised(old, 120, date_published=None))) == "old-news"


def test_a_date_after_the_discovery_is_none() -> None:
    assert told(last(buys(0, age=timedelta(days=-40)))) is None
    undated = last(buys(0, age=timedelta(days=-40)))
    assert undated.first_reported == at(0)


@pytest.mark.parametrize("dated", [True, False])
def test_an_evergreen_page_that_comes_back_is_no_news(dated: bool) -> None:
    """Its own story's first page or a later one, with a date of today or without one."""
    first, second = buys(0), buys(20, outlet="Wire", words="Nebulon acquires Koralis")
    for page in (first, second):
        back = buys(DAY * 41, id=page.article.id, outlet=page.article.publisher, dated=dated)
        story = last(first, second, other(DAY * 40), back)
        assert [m.id for m in story.members] == [page.article.id]
        assert told(story) == "silent"


def test_a_page_that_came_back_is_no_news_when_it_is_touched_up_either() -> None:
    back = buys(DAY * 41, id=buys(0).article.id, dated=False)
    story = last(buys(0), other(DAY * 40), back, revised(back, DAY * 41 + 20))
    assert (story.version, told(story)) == (2, "silent")


def test_a_page_that_was_told_stays_news_when_a_backfill_reads_it_again() -> None:
    story = last(buys(0), revised(buys(0), 20, silent=True))
    assert (story.version, told(story)) == (2, None)


def test_what_others_tell_beside_a_page_that_came_back_is_news() -> None:
    back = buys(DAY * 41, id=buys(0).article.id)
    news = buys(DAY * 41 + 9, outlet="Wire", words="Nebulon buys Koralis")
    story = last(buys(0), other(DAY * 40), back, news)
    assert len(story.members) == 2
    assert told(story) is None


def test_a_page_that_came_back_is_known_after_a_restart() -> None:
    process = start_cluster((), {})
    written = [
        s for o in process([buys(0), other(DAY * 40)], {}) for s in o if isinstance(s, Story)  # type: ignore[union-attr]
    ]  # fmt: skip
    reread = tuple(Story.decode(s.encode()) for s in written)
    assert told(last(buys(DAY * 41, id=buys(0).article.id), before=reread)) == "silent"


def test_beyond_the_memory_a_page_is_judged_by_its_date() -> None:
    """After 80 days nobody knows the page any more: its date decides, and one without a date is taken for news."""
    id_ = buys(0).article.id
    steps = [buys(0), other(DAY * 40), other(DAY * 79), other(DAY * 110)]
    assert told(last(*steps, buys(DAY * 111, id=id_, age=timedelta(days=111)))) == "old-news"
    undated = last(*steps, buys(DAY * 111, id=id_, dated=False))
    assert (undated.id, undated.version, told(undated)) == (id_, 1, None)


@pytest.mark.parametrize("words", ["", "Nebulon snaps up cloud startup Koralis"])
def test_a_text_published_again_under_another_address_is_the_old_story(words: str) -> None:
    """Weeks later, under a new date, to the letter or with a new headline."""
    first, again = buys(0), buys(DAY * 20, id="again", words=words)
    story = last(first, again)
    assert (story.id, story.version) == (first.article.id, 2)
    assert told(story) == "old-news"


def test_a_new_deal_in_the_same_words_weeks_later_is_news() -> None:
    again = buys(DAY * 20, words="Nebulon buys another stake in Koralis", body="Another text.", outlet="Wire")
    assert told(last(buys(0), again)) is None


def test_backfill_is_silent_and_what_joins_it_is_old() -> None:
    backfilled = buys(0, silent=True, age=timedelta(days=5))
    assert told(last(backfilled)) == "silent"
    joined = last(backfilled, buys(30, outlet="Wire", words="Nebulon buys Koralis"))
    assert len(joined.members) == 2
    assert told(joined) == "old-news"


def test_an_undated_page_is_judged_by_its_story() -> None:
    old = buys(0, age=timedelta(days=3))
    undated = buys(30, outlet="Wire", words="Nebulon buys Koralis", dated=False)
    assert told(last(undated)) is None
    for order in ((old, undated), (undated, old)):
        story = last(*order)
        assert len(story.members) == 2
        assert told(story) == "old-news"


def test_a_page_that_came_back_and_told_nothing_for_a_while_is_no_news_either() -> None:
    back = buys(DAY * 41, id=buys(0).article.id, dated=False)
    nothing = revised(back, DAY * 41 + 20).model_copy(update={"labels": (), "deals": ()})
    again = revised(back, DAY * 41 + 40)
    other_text = again.article.model_copy(update={"content_hash": again.article.content_hash[::-1]})
    again = again.model_copy(update={"article": other_text})
    assert last(buys(0), other(DAY * 40), back, nothing, again).silent
