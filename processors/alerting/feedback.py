"""What people say of alerts: right, wrong, late, or missed. One word a person and story; the last one counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from newswatch.messages import Article, Flagged, Instant, Label, Model, Story, digest, json_of
from newswatch.ports import Store
from processors.alerting.kept import change_kept, kept

GROUP = "feedback"
Verdict = Literal["right", "wrong", "late", "missed"]


class Judgement(Model):
    """A person's word on a story's alert, or on an address that should have made one."""

    schema_version: int = 1
    id: str
    state: Verdict
    story: str | None = None
    url: str | None = None
    title: str = ""
    articles: tuple[str, ...] = ()
    """Ids of the articles that it is about."""
    labels: tuple[Label, ...] = ()
    """Those of the story, or for a missed one those that it should have had, where the person told."""
    by: str = ""
    at: Instant


@dataclass(frozen=True, slots=True)
class Word:
    """What people say of an article's alert. `about`: the story or the missed page that they speak of."""

    verdict: Literal["right", "wrong"]
    about: str


def on_story(story: Story, verdict: Literal["right", "wrong", "late"], by: str, at: Instant) -> Judgement:
    """A word on a story's alert."""
    return Judgement(
        id=f"feedback:{digest(story.id, by)}",
        state=verdict,
        story=story.id,
        title=story.headline,
        articles=tuple(member.id for member in story.members),
        labels=story.labels,
        by=by,
        at=at,
    )


def on_missed(url: str, article: str, labels: tuple[Label, ...], by: str, at: Instant) -> Judgement:
    """A word on an address that nobody was alerted of. `article`: the id that its page has or would have."""
    return Judgement(
        id=f"feedback:missed:{article}", state="missed", url=url, articles=(article,), labels=labels, by=by, at=at
    )  # fmt: skip


def put_judgement(store: Store, judgement: Judgement) -> None:
    """Write it, in place of what this person said of it before."""
    change_kept(store, judgement.id, GROUP, lambda _: json_of(judgement))


def judgements_of(store: Store) -> list[Judgement]:
    """Everything that people said, in order of time."""
    found = [Judgement.model_validate(stored.body) for stored in kept(store, GROUP)]
    return sorted(found, key=lambda j: (j.at, j.id))


def verdicts(judgements: Iterable[Judgement]) -> dict[str, Word]:
    """By article id, for `backtest`: late and missed ones were right to tell. The last word counts."""
    return {
        article: Word("wrong" if judgement.state == "wrong" else "right", judgement.story or article)
        for judgement in judgements
        for article in judgement.articles
    }


def labelled_rows(
    judgements: Iterable[Judgement], articles: Mapping[str, Flagged]
) -> Iterator[dict[str, Any]]:
    """Rows for `eval`, one an article; the last word on an article counts.

    An alert that was right vouches for the labels of its articles, a wrong one for none. A missed article
    has the label that the person gave; without one the row has none, and is only predicted.
    """
    last = {article: judgement for judgement in judgements for article in judgement.articles}
    for id_, judgement in last.items():
        flagged = articles.get(id_)
        row: dict[str, Any] = {
            "id": id_,
            "title": judgement.title or judgement.url or "",
            "url": judgement.url,
        }
        if flagged is not None:
            row |= _told(flagged.article)
        if (label := _label(judgement, flagged)) is not None:
            row["label"] = label
        yield {**row, "verdict": judgement.state, "deal": None, "launch": None}


def _label(judgement: Judgement, flagged: Flagged | None) -> str | None:
    if judgement.state == "wrong":
        return "none"
    own = flagged.labels if flagged is not None and judgement.state != "missed" else judgement.labels
    return None if not own else "both" if len(own) > 1 else own[0]


def _told(article: Article) -> dict[str, Any]:
    return {
        "title": article.headline,
        "summary": article.description,
        "body": article.body or None,
        "source": article.publisher,
        "date": article.date_published.isoformat() if article.date_published else None,
        "lang": article.in_language,
        "url": article.url,
    }
