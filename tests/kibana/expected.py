"""What each panel must show of a played day, worked out in Python from the store's messages, not by a query.

A chart's rows are `{(group, …): (measure, …)}`; the time of a row is the beginning of its half hour, in ms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from newswatch.messages import Deal, Flagged, Label, Story
from newswatch.ports import WAITED
from processors.alerting.alerts import Alert

from .aggregations import INTERVAL
from .day import Day

Rows = Mapping[tuple[object, ...], tuple[object, ...]]
Between = tuple[float, float]
"""Where a percentile may lie: between two neighbours in the row of values."""
A_DAY = timedelta(hours=24)


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def half_hour(at: datetime) -> int:
    return ms(at) // INTERVAL * INTERVAL


def counted(things: Iterable[Any], keys: Callable[[Any], Iterable[tuple[object, ...]]]) -> Rows:
    """How many things have each key."""
    rows: dict[tuple[object, ...], int] = defaultdict(int)
    for thing in things:
        for key in set(keys(thing)):
            rows[key] += 1
    return {key: (float(count),) for key, count in rows.items()}


def top(rows: Rows, size: int) -> Rows:
    """The rows of the `size` first groups, by their first measure's sum, then by name."""
    sums: dict[Any, float] = defaultdict(float)
    for key, (first, *_) in rows.items():
        sums[key[0]] += float(str(first))
    kept = sorted(sums, key=lambda group: (-sums[group], group))[:size]
    return {key: value for key, value in rows.items() if key[0] in kept}


def percentile(values: Iterable[float], percent: int) -> Between:
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    return ordered[int(place)], ordered[min(len(ordered) - 1, int(place) + 1)]


def live(day: Day) -> list[Story]:
    """Stories as the dashboards count them."""
    return [story for story in day.stories if story.merged_into is None and not story.silent]


def of_today(day: Day, label: Label) -> list[Story]:
    """Stories with a label, without what was first reported more than a day before it was seen."""
    return [s for s in live(day) if label in s.labels and s.first_seen - s.first_reported <= A_DAY]


def largest(story: Story) -> float | None:
    """The largest amount in dollars of a story's deals; what is paid by the month is none."""
    amounts = [deal.amount for deal in story.deals if deal.amount and deal.amount.per is None]
    return max((one.value for one in amounts if one.currency == "USD"), default=None)


def heard(day: Day) -> list[Flagged]:
    """Articles that somebody waited for."""
    return [one for one in day.articles if not one.article.silent]


def companies_of(one: Flagged) -> set[str]:
    deals: Sequence[Deal] = one.deals
    parties = {investor.value for deal in deals for investor in deal.investors}
    parties |= {deal.target.value for deal in deals if deal.target}
    parties |= {launch.organisation.value for launch in one.launches}
    return parties | {mention.company for mention in one.mentions}


def shown_once(day: Day, one: Flagged) -> set[str]:
    """Companies, those apart that differ in case and accents only."""
    first: dict[str, str] = {}
    for name in day.flat("articles", one.article.id).get("companies", ()):
        first.setdefault(str(name).casefold(), str(name))
    assert {name.casefold() for name in companies_of(one)} == set(first)
    return set(first.values())


def awaited(day: Day) -> list[tuple[Flagged, float]]:
    """Articles with a date, and how many seconds later they were discovered."""
    dated = [one for one in heard(day) if one.article.date_published is not None]
    found = [
        (one, (one.article.discovered_at - one.article.date_published).total_seconds())  # type: ignore[operator]
        for one in dated
    ]
    return [(one, seconds) for one, seconds in found if seconds >= 0]


def indexed(day: Day) -> list[tuple[Flagged, float]]:
    """Articles and how long they took to the index, as the store noted it."""
    flat = [(one, day.flat("articles", one.article.id).get("seconds_to_index")) for one in heard(day)]
    return [(one, float(seconds)) for one, seconds in flat if seconds is not None]


def told(day: Day) -> list[tuple[Alert, float]]:
    """Alerts that were told at once, and how many seconds after their story was first seen."""
    at_once = [
        a for a in day.alerts if a.posted_at and a.sent and not any(getattr(a, name) for name in WAITED)
    ]
    return [(a, (a.posted_at - a.sent.first_seen).total_seconds()) for a in at_once]  # type: ignore[operator, union-attr]


def first_seen(alert: Alert) -> datetime:
    story = alert.sent or alert.offered or alert.planned
    return story.first_seen if story is not None else alert.history[0].at


def delays(times: Iterable[tuple[datetime, float]]) -> Rows:
    by_time: dict[int, list[float]] = defaultdict(list)
    for at, seconds in times:
        by_time[half_hour(at)].append(seconds)
    return {(at,): (percentile(all_, 50), percentile(all_, 95)) for at, all_ in by_time.items()}


def delays_by_source(day: Day) -> Rows:
    found: dict[str, list[float]] = defaultdict(list)
    index: dict[str, list[float]] = defaultdict(list)
    dated = {one.article.id for one, _ in awaited(day)}
    for one, seconds in awaited(day):
        found[one.article.source.id].append(seconds)
    for one, seconds in indexed(day):
        if one.article.id in dated:
            index[one.article.source.id].append(seconds)
    rows: dict[tuple[object, ...], tuple[object, ...]] = {
        (source,): (
            float(len(all_)),
            percentile(all_, 50),
            percentile(all_, 95),
            percentile(index[source], 95) if index[source] else None,
        )
        for source, all_ in found.items()
    }
    return top(rows, 20)


def dollars_by_target(day: Day) -> Rows:
    most: dict[tuple[object, ...], float] = {}
    for story in of_today(day, "ai_investment"):
        amount = largest(story)
        for target in {deal.target.value for deal in story.deals if deal.target}:
            if amount is not None:
                most[target,] = max(most.get((target,), 0.0), amount)
    return top({key: (value,) for key, value in most.items()}, 10)


def charts(day: Day) -> Mapping[str, Callable[[], Rows]]:
    """Every chart's rows, by panel."""
    stories, articles = live(day), heard(day)
    money, launches = of_today(day, "ai_investment"), of_today(day, "competitor_launch")
    at: Callable[[Flagged], int] = lambda one: half_hour(one.article.discovered_at)  # noqa: E731
    return {
        "stories": lambda: {(): (float(len(stories)),)},
        "money": lambda: {(): (sum(largest(story) or 0 for story in money),)},
        "launches": lambda: {(): (float(len(launches)),)},
        "articles": lambda: {(): (float(len(articles)),)},
        "stories-by-label": lambda: top(
            counted(stories, lambda s: [(label, half_hour(s.first_seen)) for label in s.labels]), 5
        ),
        "articles-by-company": lambda: top(
            counted(articles, lambda one: [(name, at(one)) for name in shown_once(day, one)]), 10
        ),
        "articles-by-language": lambda: top(
            counted(articles, lambda one: [((one.article.in_language or "?")[:2], at(one))]), 5
        ),
        "articles-by-source": lambda: top(
            counted(articles, lambda one: [(one.article.source.id, at(one))]), 15
        ),
        "dollars-by-target": lambda: dollars_by_target(day),
        "launches-by-organisation": lambda: top(
            counted(launches, lambda s: [(launch.organisation.value,) for launch in s.launches]), 15
        ),
        "told": lambda: {(): (float(sum(a.posted_at is not None for a in day.alerts)),)},
        "waiting": lambda: {(): (float(sum(a.state == "parked" for a in day.alerts)),)},
        "dead": lambda: {(): (float(len(day.dead)),)},
        "failing": lambda: {
            (): (float(sum(s["health"]["word"] in ("broken", "changed", "quiet") for s in day.sources)),)
        },
        "published-discovered": lambda: delays((o.article.discovered_at, s) for o, s in awaited(day)),
        "discovered-indexed": lambda: delays((o.article.discovered_at, s) for o, s in indexed(day)),
        "discovered-alerted": lambda: delays((first_seen(alert), s) for alert, s in told(day)),
        "delays-by-source": lambda: delays_by_source(day),
        "alert-states": lambda: counted(day.alerts, lambda a: [(a.state, half_hour(first_seen(a)))]),
        "alert-reasons": lambda: counted(day.alerts, lambda a: [(a.state, a.reason)]),
        "dead-by-reason": lambda: counted(day.dead, lambda d: [(d.reason, half_hour(d.at))]),
        "sources-by-health": lambda: counted(day.sources, lambda s: [(s["health"]["word"],)]),
    }


Sorted = Sequence[tuple[str, tuple[object, ...]]]
"""Ids of documents with the values that they are sorted by, None where there is none."""


def tables(day: Day) -> Mapping[str, Callable[[], Sorted]]:
    """Every saved search's documents, in any order."""
    money = of_today(day, "ai_investment")
    flagged = [one for one in day.articles if one.labels]

    def amount(story: Story) -> float | None:
        sums = [deal.amount for deal in story.deals if deal.tense == "current"]
        others = [other for deal in story.deals if deal.tense == "current" for other in deal.other_amounts]
        return max((one.value for one in (*sums, *others) if one), default=None)

    return {
        "top-stories": lambda: [
            (s.id, (len(s.outlets), len(s.members), ms(s.first_seen))) for s in live(day)
        ],
        "deals": lambda: [(s.id, (largest(s), amount(s), ms(s.first_seen))) for s in money],
        "newest-flagged": lambda: [(one.article.id, (ms(one.article.discovered_at),)) for one in flagged],
        "sources-now": lambda: [
            (
                s["source"],
                (
                    "failing" if s.get("last_error") else "ok",
                    ms(datetime.fromisoformat(s["last_success"])) if s.get("last_success") else None,
                ),
            )
            for s in day.sources
        ],
        "dead-letters": lambda: [(d.id, (ms(d.at),)) for d in day.dead],
        "parked": lambda: [(a.id, (ms(a.history[-1].at),)) for a in day.alerts if a.state == "parked"],
    }
