"""Reading `flagged` again gives identical stories; the order of arrival changes little; facts come and go."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newswatch.messages import Article, Deal, Fact, Flagged, Money, Ruling, SourceRef, Story, digest
from processors.cluster import start_cluster
from processors.matching.keys import member_of
from processors.matching.match import is_against, reaches, stands, vector_of, weighed
from processors.measure.clusters import score_clusters
from processors.stories.facts import claims_of, merged, without
from processors.stories.order import BORDER, THRESHOLD
from processors.stories.window import LEAP

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
TARGETS = ("Koralis", "Tervane", "Quillon", "Brastow", "Ondine", "Velmar")
FORMS = (
    ("en", "{i} buys the startup {t} for ${a}m"),
    ("en", "{i} acquires {t} to strengthen its cloud"),
    ("fr", "{i} rachète la start-up {t}"),
    ("fr", "Rachat : {i} met la main sur {t} pour {a} millions de dollars"),
    ("en", "{t} is bought by {i}"),
)


def flagged(target: int, form: int, outlet: int, minutes: int) -> Flagged:
    """One outlet's telling of one acquisition."""
    name, (language, words) = TARGETS[target], FORMS[form]
    investor = ("Nebulon", "Ardent", "Nebulon")[target % 3]
    amount = 1e8 * (target + 1)
    headline = words.format(i=investor, t=name, a=int(amount / 1e6))
    told = START + timedelta(minutes=minutes)
    article = Article(
        id=digest(headline, str(outlet)),
        url=f"https://o{outlet}.example/{target}-{form}",
        headline=headline,
        publisher=f"Outlet {outlet}",
        in_language=language,
        date_published=told,
        content_hash=digest(headline),
        source=SourceRef(id=f"o{outlet}", publisher=f"Outlet {outlet}", first_party=outlet == 0),
        discovered_at=told + timedelta(seconds=30),
        fetched_at=told + timedelta(seconds=40),
    )
    money = Money(value=amount, currency="USD") if "{a}" in words else None
    deal = Deal(investors=(Fact(value=investor),), target=Fact(value=name), amount=money)
    score = (None, 0.55, 0.65, 0.9)[(form + outlet) % 4]
    return Flagged(
        article=article, labels=("ai_investment",), deals=(deal,),
        score={} if score is None else {"ai_investment": score},
    )  # fmt: skip


tellings = st.builds(flagged, st.integers(0, 5), st.integers(0, 4), st.integers(0, 6), st.integers(0, 2000))
messages = st.lists(tellings, max_size=25)


def versions(inputs: Sequence[Flagged | Ruling], written: Sequence[Story] = ()) -> list[Story]:
    """What the stage writes, started on what was written before."""
    process = start_cluster(written, {})
    stories: list[Story] = []
    for outcome in process(inputs, {}):
        assert not isinstance(outcome, Exception)
        stories.extend(s for s in outcome if isinstance(s, Story))
    return stories


@settings(max_examples=60, deadline=None)
@given(messages, st.integers(0, 25))
def test_reading_again_and_restarting_anywhere_gives_the_same_bytes(inputs: list[Flagged], cut: int) -> None:
    whole = [s.encode() for s in versions(inputs)]
    assert [s.encode() for s in versions(inputs)] == whole
    before = versions(inputs[:cut])
    reread = [Story.decode(s.encode()) for s in before]
    assert [s.encode() for s in [*before, *versions(inputs[cut:], reread)]] == whole


seasons = st.lists(
    st.builds(flagged, st.integers(0, 2), st.integers(0, 2), st.integers(0, 1), st.integers(0, 300_000)),
    max_size=25,
)
"""Few pages that come back over two hundred days."""


@settings(max_examples=60, deadline=None)
@given(seasons, st.integers(0, 25))
def test_a_restart_knows_what_the_topic_keeps(told: list[Flagged], cut: int) -> None:
    """Stories leave the window and pages come back; the topic `stories` forgets after 90 days."""
    inputs = sorted(told, key=lambda m: m.article.fetched_at)
    stories = versions(inputs)
    # a leap is not believed at once, so the window still has what the topic forgets by then; a page that changes
    # no story does not move the clock
    assume(all(then.updated_at - before.updated_at <= LEAP for before, then in pairwise(stories)))
    whole = [s.encode() for s in stories]
    before = versions(inputs[:cut])
    kept = [s for s in before if before[-1].updated_at - s.updated_at < timedelta(days=90)]
    assert [s.encode() for s in [*before, *versions(inputs[cut:], kept)]] == whole


@settings(max_examples=200, deadline=None)
@given(tellings, tellings, st.sampled_from((BORDER, THRESHOLD, 0.6)))
def test_what_is_sooner_seen_of_two_articles_is_what_weighing_them_says(
    one: Flagged, other: Flagged, least: float
) -> None:
    a, b = vector_of(member_of(one)), vector_of(member_of(other))
    score, contrary = weighed(a, b)
    against = False if is_against(score, contrary) else None
    assert stands(a, b, least) is (True if score >= least else against)
    assert reaches(a, b, least) is (score >= least)


@settings(max_examples=60, deadline=None)
@given(messages)
def test_versions_count_up_and_each_article_is_in_one_story(inputs: list[Flagged]) -> None:
    latest: dict[str, Story] = {}
    for story in versions(inputs):
        assert story.version == (latest[story.id].version if story.id in latest else 0) + 1
        latest[story.id] = story
        assert list(story.members) == sorted(story.members, key=lambda m: (m.told_at, m.id))
    told = [m.id for s in latest.values() if s.merged_into is None for m in s.members]
    assert sorted(told) == sorted({m.article.id for m in inputs})


@settings(max_examples=60, deadline=None)
@given(messages)
def test_a_story_that_is_sure_stays_so_while_it_keeps_its_articles(inputs: list[Flagged]) -> None:
    latest: dict[str, Story] = {}
    for story in versions(inputs):
        before = latest.get(story.id)
        if before is not None and {m.id for m in before.members} <= {m.id for m in story.members}:
            assert before.unsure or not story.unsure
        assert not (story.unsure and any(m.score is None or m.score >= 0.7 for m in story.members))
        latest[story.id] = story


def test_the_order_of_arrival_changes_little() -> None:
    inputs = [
        flagged(target, form, outlet, 60 * target + 7 * outlet)
        for target in range(6)
        for form, outlet in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 0))
    ]
    groups = [
        {"type": "same_event", "items": [m.article.id for m in inputs[n : n + 5]], "loose": False}
        for n in range(0, 30, 5)
    ]
    for seed in range(20):
        random.Random(seed).shuffle(inputs)
        latest = {s.id: s for s in versions(inputs)}
        rows = [{"id": m.id, "story": s.id} for s in latest.values() for m in s.members]
        assert score_clusters(rows, groups, {}).b3 > 0.98


@settings(max_examples=100, deadline=None)
@given(messages)
def test_what_an_article_claims_can_be_taken_out_again(inputs: list[Flagged]) -> None:
    unique = list({m.article.id: m for m in inputs}.values())
    claims = [c for m in unique for c in claims_of(m, m.article.publisher, m.article.fetched_at)]
    facts = merged(claims)
    assert merged(reversed(claims)) == facts
    for message in unique[:1]:
        rest = [
            c
            for m in unique
            if m is not message
            for c in claims_of(m, m.article.publisher, m.article.fetched_at)
        ]
        again = merged(without(facts, frozenset({message.article.id})))
        assert [(f.group, f.name, f.reports) for f in again] == [
            (f.group, f.name, f.reports) for f in merged(rest)
        ]
