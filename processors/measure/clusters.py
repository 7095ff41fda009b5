"""Scoring of stories: B³ over labelled groups, same-event pairs joined, near misses kept apart, fr–en pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from newswatch.messages import Article, Flagged, digest
from processors.cluster import admit
from processors.measure.detection import article_of as row_article
from processors.stories.window import Window

ALL_TIME = timedelta(days=36500)
Row = Mapping[str, Any]
"""A labelled row as JSON: id, title, summary, source, date, lang."""


def article_of(row: Row, found: datetime) -> Article:
    """A labelled row as an article, as detection reads it; `found`: when an undated row counts as discovered."""
    article = row_article(row)
    at = article.date_published or found
    given = digest(article.headline, article.description or "", article.body)
    return article.model_copy(
        update={"id": str(row["id"]), "content_hash": given, "discovered_at": at, "fetched_at": at}
    )


def articles_of(rows: Iterable[Row]) -> list[Article]:
    """The rows as articles in order of date: undated ones are found on the last day, after all others."""
    rows = list(rows)
    dates = (told for row in rows if (told := row_article(row).date_published))
    last = max(dates, default=datetime(2000, 1, 1, tzinfo=UTC))
    articles = [article_of(row, last) for row in rows]
    return sorted(articles, key=lambda a: (a.date_published is None, a.discovered_at, a.id))


def cluster_rows(rows: Iterable[Row], flagged: Mapping[str, Flagged]) -> list[dict[str, str]]:
    """`{"id", "story"}` of every row, flagged or not, taken in order of date (undated ones last).

    `flagged`: what detection makes of a row, by id; a row without one is matched by its headline.
    """
    articles = articles_of(rows)
    return story_rows(flagged.get(a.id) or Flagged(article=a) for a in articles)


def story_rows(messages: Iterable[Flagged]) -> list[dict[str, str]]:
    """As `cluster_rows`, in the order given: for trying other orders of arrival."""
    window = Window(days=ALL_TIME)
    ids: list[str] = []
    for message in messages:
        admit(window, message)
        ids.append(message.article.id)
    return [{"id": id_, "story": window.where[id_]} for id_ in ids]


@dataclass(frozen=True, slots=True)
class ClusterScore:
    """Shares from 0 to 1; loose groups and ambiguous pairs are left out of all but `loose`."""

    b3_precision: float
    b3_recall: float
    joined: float
    apart: float
    crossing: float
    loose: float
    pairs: int
    near_misses: int
    crossing_pairs: int

    @property
    def b3(self) -> float:
        """B³ F1 over the rows of the groups."""
        total = self.b3_precision + self.b3_recall
        return 2 * self.b3_precision * self.b3_recall / total if total else 0.0


def score_clusters(
    stories: Sequence[Mapping[str, str]], labelled: Iterable[Row], languages: Mapping[str, str]
) -> ClusterScore:
    """Score `{"id", "story"}` rows against groups (`same_event`) and pairs (`near_miss`)."""
    told = {row["id"]: row["story"] for row in stories}
    groups: list[list[str]] = []
    pairs: list[tuple[str, str]] = []
    loose: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    for row in labelled:
        items = [i for i in row["items"] if i in told]
        if row["type"] == "near_miss":
            if not row.get("ambiguous") and len(items) == 2:
                apart.append((items[0], items[1]))
        elif row.get("loose"):
            loose.extend(combinations(items, 2))
        elif len(items) > 1:
            groups.append(items)
            pairs.extend(combinations(items, 2))
    crossing = [(a, b) for a, b in pairs if languages.get(a) != languages.get(b)]
    precision, recall = _b3(groups, told)
    return ClusterScore(
        precision,
        recall,
        _together(pairs, told),
        1 - _together(apart, told) if apart else 0.0,
        _together(crossing, told),
        _together(loose, told),
        len(pairs),
        len(apart),
        len(crossing),
    )


def _together(pairs: Sequence[tuple[str, str]], told: Mapping[str, str]) -> float:
    return sum(told[a] == told[b] for a, b in pairs) / len(pairs) if pairs else 0.0


def _b3(groups: Sequence[Sequence[str]], told: Mapping[str, str]) -> tuple[float, float]:
    gold = {i: n for n, items in enumerate(groups) for i in items}
    by_story: dict[str, list[str]] = {}
    for i in gold:
        by_story.setdefault(told[i], []).append(i)
    precision = recall = 0.0
    for i, group in gold.items():
        same = sum(gold[other] == group for other in by_story[told[i]])
        precision += same / len(by_story[told[i]])
        recall += same / len(groups[group])
    return (precision / len(gold), recall / len(gold)) if gold else (0.0, 0.0)
