"""What the demo says at its end: how much came in, what was told, what was refused, and how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from statistics import median
from typing import TypedDict

from rich.console import Console
from rich.table import Table

from newswatch.demo.actual import Actual


class Summary(TypedDict):
    """The day's figures. Minutes are of the demo's clock, seconds of the real one."""

    listed: int
    pages: int
    articles: int
    flagged: int
    labels: dict[str, int]
    languages: dict[str, int]
    stories: int
    silent_stories: int
    posted: int
    updated: int
    replied: int
    rejected: dict[str, list[str]]
    minutes_to_card_p50: float | None
    minutes_to_card_max: float | None
    seconds: float


def summary(actual: Actual, *, seconds: float) -> Summary:
    """The figures of a played day; `seconds` is what it took in real time."""
    touches = Counter(touch.action for told in actual.touches.values() for touch in told)
    minutes = sorted(_minutes_to_card(actual))
    rejected: dict[str, list[str]] = {}
    for url, reason in sorted(actual.rejected.items()):
        rejected.setdefault(reason, []).append(url)
    return Summary(
        listed=actual.listed,
        pages=actual.fetched,
        articles=len(actual.articles),
        flagged=sum(bool(one.labels) for one in actual.articles.values()),
        labels=dict(
            sorted(Counter(label for one in actual.articles.values() for label in one.labels).items())
        ),
        languages=dict(
            sorted(Counter(one.article.in_language or "?" for one in actual.articles.values()).items())
        ),
        stories=len(actual.stories),
        silent_stories=sum(not actual.touches.get(story.id) for story in actual.stories),
        posted=touches["post"],
        updated=touches["update"],
        replied=touches["reply"],
        rejected=dict(sorted(rejected.items())),
        minutes_to_card_p50=median(minutes) if minutes else None,
        minutes_to_card_max=max(minutes, default=None),
        seconds=round(seconds, 1),
    )


def print_summary(figures: Summary, console: Console | None = None) -> None:
    """Print the figures as a table."""
    table = Table(title="The day in figures", show_header=False, title_justify="left")
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column(justify="left", overflow="fold")
    table.add_row("entries", str(figures["listed"]), "listed by the feeds and the sitemap")
    table.add_row("pages", str(figures["pages"]), "fetched")
    table.add_row("articles", str(figures["articles"]), _counts(figures["languages"]))
    table.add_row("flagged", str(figures["flagged"]), _counts(figures["labels"]))
    table.add_row(
        "stories", str(figures["stories"]), f"{figures['silent_stories']} of them silent: archive, or too old"
    )
    table.add_row(
        "cards", str(figures["posted"]), f"updated {figures['updated']} times, {figures['replied']} replies"
    )
    if figures["minutes_to_card_p50"] is not None:
        longest = figures["minutes_to_card_max"] or 0
        table.add_row(
            "to the card",
            f"{figures['minutes_to_card_p50']:.0f} min",
            f"from publication, at most {longest:.0f} min (the sources are visited every 90)",
        )
    for reason, urls in figures["rejected"].items():
        table.add_row("rejected", str(len(urls)), f"{reason}: {', '.join(urls)}")
    table.add_row("the day took", f"{figures['seconds']:.1f} s", "")
    (console or Console()).print(table)


def _minutes_to_card(actual: Actual) -> list[float]:
    """Minutes from each told story's first publication to its card, by the demo's clock."""
    return [
        (told[0].at - story.first_reported).total_seconds() / 60
        for story in actual.stories
        if (told := actual.touches.get(story.id)) and told[0].action == "post"
    ]


def _counts(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted.items())
