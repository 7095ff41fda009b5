"""The digest: what is counted, of which day, and that nothing is told too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newswatch.adapters.elastic_keyed import flat_fields
from newswatch.messages import Flagged, json_of
from newswatch.ports import WAITED
from processors.alerting.alerts import Alert, slim
from processors.alerting.digest import (
    Digest,
    Watched,
    ailing,
    bounds,
    card_of_digest,
    digest_of,
    percentile,
    summary,
)
from processors.alerting.feedback import on_story
from tests.unit.stories.made import NOON, Clock, FaultyNotifier, MemoryStore, article, at, deal
from tests.unit.stories.test_alerts import plan, serve, versions

DAY = NOON.date()
LATER = at(60 * 24)


def near(headline: str, score: float) -> Flagged:
    return Flagged(article=article(headline), score={"ai_investment": score, "competitor_launch": 0.05})


def digest(**given: object) -> Digest:
    empty: dict[str, object] = {
        "articles": (), "alerts": (), "sources": (), "dead": (), "judgements": (), "now": LATER,
    }  # fmt: skip
    return digest_of(DAY, UTC, **(empty | given))  # type: ignore[arg-type]


def told(minutes: float, seconds: float, **more: object) -> Alert:
    story = versions(deal(article("Nebulon invests in Koralis", minutes), ["Nebulon"], "Koralis"))[0]
    when = story.first_seen + timedelta(seconds=seconds)
    id_ = f"{story.id}{minutes}"
    alert = Alert(
        id=id_, story=id_, channel="c", state="sent", sent=slim(story), posted_at=when, ts="1",
    )  # fmt: skip
    return alert.noted(when, "sent", "1", 1).model_copy(update=more)


def test_a_day_without_anything_is_told_all_the_same() -> None:
    found = digest()
    assert [name for name, _ in summary(found)] == [
        "Watched", "Told", "Held back", "Sources", "Waiting for a person", "Delivery and feedback",
    ]  # fmt: skip
    card = card_of_digest(found)
    assert card.title == f"Digest of {DAY}"
    assert card.lines[0].details == "0 sources, 0 articles, 0 flagged"
    assert card.lines[2].details == "nothing"
    assert card.links_title == ""  # of no article


def test_what_was_told_and_how_fast() -> None:
    alerts = [told(n, seconds=n + 1) for n in range(20)]
    edited = alerts[0].noted(at(30), "edited", "", 2).noted(at(30), "replied", "2", 2)
    yesterday = told(-60 * 24, 1)
    held = told(21, 3600, held=at(21))
    found = digest(alerts=[edited, *alerts[1:], yesterday, held])
    assert (found.alerted, found.updated, found.replied) == (21, 1, 1)
    assert (found.p50, found.p95) == (10, 19)
    assert found.told[0] == "Nebulon invests in Koralis"


def test_a_story_that_is_told_all_day_is_told_of() -> None:
    """Its outlets come every three minutes: it has more decisions than are remembered."""
    store, notifier, clock = MemoryStore(), FaultyNotifier(), Clock(at(1))
    for story in versions(
        *(
            deal(article(f"Alder may buy Redla, says {n}", n * 3, outlet=f"Paper {n}"), ["Alder"], "Redla")
            for n in range(25)
        )
    ):
        plan(store, [story])
        clock.now = max(clock.now, story.updated_at)
        serve(store, notifier, clock)
    alerts = [Alert.model_validate(doc.body) for doc in store.find("alerts")]
    found = digest(alerts=alerts)
    assert (found.alerted, found.updated, len(found.told)) == (1, notifier.edits, 1) == (1, 24, 1)
    assert found.p50 is not None
    notice = alerts[0].model_copy(update={"id": "catch-up:a", "story": ""})
    assert digest(alerts=[*alerts, notice]).alerted == 1, "a message that is no story's is none"
    assert [line.what for line in alerts[0].history[:3]] == ["post", "sent", "edited"]


def test_what_was_held_back_and_why() -> None:
    old = told(1, 1).model_copy(update={"state": "silent", "history": (), "ts": None})
    alerts = [
        old.noted(at(1), "silent", "old-news").model_copy(update={"story": "a"}),
        old.noted(at(1), "silent", "silenced").model_copy(update={"story": "b"}),
        old.noted(at(1), "silent", "old-news").model_copy(update={"story": "c"}),
    ]
    articles = [near(f"Headline {n}", n / 10) for n in range(8)]
    found = digest(alerts=alerts, articles=articles)
    assert found.held == {"old-news": 2, "silenced": 1}
    assert [n.score for n in found.nearest] == [0.7, 0.6, 0.5, 0.4, 0.3]
    assert card_of_digest(found).links[0].headline == "Headline 7"
    assert (found.articles, found.flagged) == (8, 0)


def test_parked_dead_and_feedback() -> None:
    parked = told(1, 1).model_copy(update={"state": "parked", "reason": "is_archived: gone"})
    story = versions(deal(article("Nebulon invests in Koralis"), ["Nebulon"], "Koralis"))[0]
    found = digest(
        alerts=[parked],
        dead=[(at(1), "not-html"), (at(2), "not-html"), (at(-60 * 24), "bug")],
        judgements=[on_story(story, "right", "a", at(3)), on_story(story, "wrong", "b", at(60 * 24))],
    )
    assert found.parked == (f"{parked.id}: is_archived: gone",)
    assert found.dead == {"not-html": 2}
    assert found.feedback == {"right": 1}


def test_sources_that_are_quiet_or_broken() -> None:
    day = timedelta(days=1)
    passed = Watched("gazette", 1, {"health": {"word": "well"}}, due=at(-61))
    assert (found := ailing(passed, NOON)) is not None
    assert (found.state, found.why) == ("not looked at", "since 2026-03-02 10:59 UTC")
    assert ailing(passed, at(-2)) is None

    def source(**state: object) -> Watched:
        return Watched("gazette", 1, state)

    def ago(days: float) -> str:
        return (NOON - days * day).isoformat()

    fine = {"last_success": ago(0), "last_new": ago(1)}
    assert ailing(source(**fine), NOON) is None
    for state, word in (
        ({**fine, "last_error": "http-500: …"}, "broken"),
        ({}, "never read"),
        ({"last_error": "dns: no such name", "health": {"word": "new", "text": "never read"}}, "never read"),
        ({**fine, "last_new": ago(4)}, "quiet"),
        ({**fine, "health": {"word": "changed", "text": "a wall"}}, "changed"),
    ):
        found = ailing(source(**state), NOON)
        assert found is not None
        assert found.state == word
    assert ailing(source(**{**fine, "last_error": "x", "health": {"word": "ok", "text": ""}}), NOON) is None
    assert ailing(Watched("rare", 0, {**fine, "last_new": ago(4)}), NOON) is None


def test_a_day_is_the_zones_own() -> None:
    paris = ZoneInfo("Europe/Paris")
    since, until = bounds(date(2026, 3, 29), paris)
    assert since == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert until - since == timedelta(hours=23)


def test_percentiles_are_by_nearest_rank() -> None:
    assert percentile([], 0.5) is None
    assert percentile([3], 0.95) == 3
    assert percentile(range(1, 101), 0.95) == 95


def test_unsure_stories_are_counted_apart() -> None:
    def unsure(alert: Alert) -> Alert:
        assert alert.sent is not None
        return alert.model_copy(update={"sent": alert.sent.model_copy(update={"unsure": True})})

    waits = {"state": "silent", "ts": None, "posted_at": None, "sent": None, "history": ()}
    waiting = told(9, 1).model_copy(update=waits | {"story": "waiting"}).noted(at(9), "silent", "unsure")
    elsewhere = unsure(told(5, 1))
    own = waiting.model_copy(update={"id": "own", "story": elsewhere.story})
    late = told(6, 3600 * 9, sure_since=at(60 * 9))
    found = digest(alerts=[told(3, 1), unsure(told(4, 1)), elsewhere, own, waiting, late])
    assert (found.alerted, found.unsure, found.held) == (4, 2, {"unsure": 1})
    lines = dict(summary(found))
    assert lines["Told"].startswith("4 alerted, 2 of them unsure, 0 updated")
    assert lines["Held back"] == "1 unsure"
    assert found.p95 == 1, "what waited to be sure was not slow"


@pytest.mark.parametrize("name", [None, *WAITED])
def test_what_was_meant_to_wait_was_not_slow(name: str | None) -> None:
    """Neither in the digest nor in Kibana's charts."""
    assert set(WAITED) == {"held", "listed", "sure_since"} <= set(Alert.model_fields)
    alert = told(6, 3600 * 9)
    if name is not None:
        alert = alert.model_copy(update={name: "catch-up:1" if name == "listed" else at(60 * 9)})
    assert digest(alerts=[alert]).p50 == (3600 * 9 if name is None else None)
    shown = flat_fields("alerts", json_of(alert)).get("seconds_to_alert")
    assert shown == (3600 * 9 if name is None else None)


def test_a_story_with_two_cards_is_told_of_once_and_as_its_newest_version_says() -> None:
    """Told as unsure, then in its own channel once it was sure; the first card's edit waits for its minute."""
    early, own = told(4, 1), told(4, 90)
    assert early.sent is not None
    unsure = early.sent.model_copy(update={"unsure": True})
    sure = early.sent.model_copy(update={"version": 2})
    early = early.model_copy(update={"id": f"{own.story}+4", "sent": unsure})
    own = own.model_copy(update={"sent": sure})
    for alerts in ([early, own], [own, early]):
        found = digest(alerts=alerts)
        assert (found.alerted, found.unsure, found.told) == (1, 0, (sure.headline,))
