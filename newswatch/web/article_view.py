"""An article as its page shows it: the verdict, the reason of each part of it, and the text that proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from newswatch.messages import Evidence, Flagged, Reason
from newswatch.web.display import marked
from newswatch.web.evidence import Context, context_of

DECISIONS = {"match": "speaks for", "veto": "speaks against", "miss": "does not speak for", "note": "noted"}
PROBLEMS = {
    "paywall": "behind a paywall: only its beginning could be read",
    "short": "very short",
    "no-date": "it gives no date",
    "future-date": "it gives a date in the future",
    "date-approximate": "its date is only roughly known",
    "too-deep": "its markup is nested too deep: a part of it was not read",
    "no-title": "it has no headline",
    "hidden-characters": "it hides characters that a reader does not see",
    "script-only": "its page is a script: only what the feed says of it is known",
    "consent-wall": "its page asks for consent: only what the feed says of it is known",
    "soft-404": "its page is not there, or keeps robots out: only what the feed says of it is known",
}


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that spoke."""

    reason: Reason
    decision: str
    context: Context | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What the templates show of a flagged article."""

    flagged: Flagged
    because: tuple[Because, ...]
    companies: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    headline: Markup
    paragraphs: tuple[Markup, ...]


def view_of(flagged: Flagged) -> ArticleView:
    """The article with its evidence marked in the text."""
    article = flagged.article
    proofs = list(_proofs(flagged))

    def spans(field: str) -> list[tuple[int, int]]:
        return [
            (e.start, e.end)
            for e in proofs
            if e.field == field and article.text(e.field)[e.start : e.end] == e.quote
        ]

    named = Counter(mention.company for mention in flagged.mentions)
    return ArticleView(
        flagged=flagged,
        because=tuple(
            Because(
                reason, DECISIONS.get(reason.decision, reason.decision), context_of(article, reason.evidence)
            )
            for reason in flagged.reasons
        ),
        companies=tuple(named.most_common()),
        problems=tuple(PROBLEMS.get(problem, problem.replace("-", " ")) for problem in article.problems),
        headline=marked(article.headline, spans("headline")),
        paragraphs=tuple(
            paragraph
            for field, text in (("description", article.description or ""), ("body", article.body))
            for paragraph in _paragraphs(text, spans(field))
        ),
    )


def _paragraphs(text: str, spans: list[tuple[int, int]]) -> Iterator[Markup]:
    """The text by its lines, each with the spans that lie in it."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start]
            yield marked(line, inside)
        start = end + 1


def _proofs(flagged: Flagged) -> Iterator[Evidence]:
    """The evidence of every value; a whole sentence would mark too much, so that deals' own are left out."""
    for deal in flagged.deals:
        for part in (*deal.investors, deal.target, deal.amount, deal.valuation, *deal.other_amounts):
            if part is not None and part.evidence is not None:
                yield part.evidence
    for launch in flagged.launches:
        for fact in (launch.organisation, launch.product, launch.planned, launch.told_by):
            if fact is not None and fact.evidence is not None:
                yield fact.evidence
