"""A canary goes through every stage, meets no story, is in no index, and is told nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newswatch.messages import Flagged, Story
from newswatch.stage import Swap
from processors.alerting.alerts import Alert
from processors.canary import CANARY, canary_page, is_canary
from processors.cluster import start_cluster
from processors.extract import read_article
from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.index import index
from processors.notify import Policy, start_notify

NOW = datetime(2026, 1, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules([SHIPPED])


def flagged_of(rules: Rules, call: str, now: datetime = NOW) -> Flagged:
    return flag(read_article(canary_page(call, now)), rules)


def story_of(flagged: Flagged) -> Story:
    (made,) = start_cluster([], {})([flagged], {})
    assert not isinstance(made, Exception)
    (story,) = made
    assert isinstance(story, Story)
    return story


def decision(story: Story, policy: Policy) -> Alert:
    (outcome,) = start_notify(policy)([story], {})
    assert not isinstance(outcome, Exception)
    (swap,) = outcome
    assert isinstance(swap, Swap)
    return Alert.model_validate(swap.body)


def test_it_is_flagged_as_news_would_be_and_shows_in_no_index(rules: Rules) -> None:
    flagged = flagged_of(rules, "a1b2c3")
    assert flagged.labels == ("ai_investment",)
    assert [deal.target.value for deal in flagged.deals if deal.target] == ["Testbird A1B2C3"]
    story = story_of(flagged)
    assert is_canary(flagged)
    assert is_canary(story)
    assert index(flagged, {}) == ()
    assert index(story, {}) == ()


def test_it_is_all_but_told(rules: Rules) -> None:
    alert = decision(story_of(flagged_of(rules, "a1b2c3")), Policy(channel="C0"))
    assert (alert.state, alert.reason, alert.not_before, alert.channel) == ("silent", CANARY, None, "C0")


def test_what_would_silence_news_shows_in_its_stead(rules: Rules) -> None:
    old = story_of(flagged_of(rules, "a1b2c3")).model_copy(update={"updated_at": NOW + timedelta(hours=25)})
    assert decision(old, Policy()).reason == "old-news"


def test_two_of_them_and_real_news_make_stories_of_their_own(rules: Rules) -> None:
    first, second = flagged_of(rules, "aaaaaa"), flagged_of(rules, "bbbbbb", NOW + timedelta(minutes=1))
    article = first.article.model_copy(
        update={"id": "real", "url": "https://gazette.example/1", "content_hash": "x"}
    )
    real = first.model_copy(update={"article": article})
    process = start_cluster([], {})
    made = [
        s for o in process([first, second, real, real, first], {}) if not isinstance(o, Exception) for s in o
    ]
    assert [(s.id, s.version) for s in made if isinstance(s, Story)] == [
        (first.article.id, 1),
        (second.article.id, 1),
        ("real", 1),
        (first.article.id, 1),
    ]
    again = start_cluster([s for s in made if isinstance(s, Story)], {})([second, real], {})
    assert [len(o) for o in again if not isinstance(o, Exception)] == [1, 0]
    assert not is_canary(real)


def test_no_page_of_the_web_can_pretend_to_be_one() -> None:
    page = canary_page("a1b2c3", NOW)
    for url in (
        "https://canary.newswatch.invalid.example/x",
        "https://gazette.example/canary.newswatch.invalid",
        "https://canary.newswatch.invalid@gazette.example/",
    ):
        assert not is_canary(page.model_copy(update={"url": url}))
