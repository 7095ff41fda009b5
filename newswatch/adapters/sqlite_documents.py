"""What the embedded store makes of a document: the texts that are searched, and what it is filtered by.

- articles (Flagged): headline; description and body. Companies are those mentioned and the parties of its
  deals and launches. It was told when it was published, or else discovered.
- stories (Story): headline; summary, companies, values of facts, members' headlines. It was told when
  first reported, and goes (`expire`) by its last change. One merged into another is kept but not found.
- dead letters: not searched; they go by the time they died.

The amount is the largest that a deal of the present gives, in the text's own currency, valuations and
history left out: a filter by amount does not convert currencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newswatch.adapters.sqlite_words import fold
from newswatch.messages import DeadLetter, Deal, Flagged, Launch, Story
from newswatch.ports import Versioned, ms


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a document with its language; `field` is its name in highlights, "" to show nowhere."""

    field: str
    text: str
    language: str | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Searchable:
    """A document as the index sees it. Times in ms since 1970; `told` None: it is not to be found."""

    seen: int
    told: int | None = None
    texts: tuple[Text, ...] = ()
    amount: float | None = None
    terms: tuple[tuple[str, str, str], ...] = ()
    """(kind, folded value, value as shown); kinds are the filters' names in ports.Query."""


def searchable(collection: Versioned, body: Mapping[str, Any]) -> Searchable:
    """Read a body. Raises pydantic.ValidationError when it is no document of the collection."""
    if collection == "articles":
        return _article(Flagged.model_validate(body))
    if collection == "stories":
        return _story(Story.model_validate(body))
    return Searchable(seen=ms(DeadLetter.model_validate(body).at))


def texts_of(collection: Versioned, body: Mapping[str, Any]) -> tuple[Text, ...]:
    """The texts of a stored body, as they were indexed."""
    return searchable(collection, body).texts


def folded(value: str) -> str:
    """A filter's value as it is compared: accents and case don't matter, spaces are one."""
    return " ".join(fold(value).split())


def _article(flagged: Flagged) -> Searchable:
    article = flagged.article
    told = ms(article.date_published or article.discovered_at)
    language = article.in_language
    companies = [mention.company for mention in flagged.mentions] + list(
        _parties(flagged.deals, flagged.launches)
    )
    return Searchable(
        seen=told,
        told=told,
        texts=(
            Text("headline", article.headline, language, head=True),
            Text("description", article.description or "", language),
            Text("body", article.body, language),
        ),
        amount=_amount(flagged.deals),
        terms=_terms(
            labels=flagged.labels, companies=companies, sources=(article.source.id,), languages=(language,)
        ),
    )


def _story(story: Story) -> Searchable:
    values = [fact.value for fact in story.facts]
    return Searchable(
        seen=ms(story.updated_at),
        told=None if story.merged_into else ms(story.first_reported),
        texts=(
            Text("headline", story.headline, story.in_language, head=True),
            Text("summary", story.summary or "", story.in_language),
            *(Text("members", member.headline, member.in_language) for member in story.members),
            *(Text("", value) for value in dict.fromkeys([*story.companies, *values])),
        ),
        amount=_amount(story.deals),
        terms=_terms(
            labels=story.labels,
            companies=[*story.companies, *_parties(story.deals, story.launches)],
            sources=[member.source for member in story.members],
            languages=[story.in_language, *(member.in_language for member in story.members)],
        ),
    )


def _parties(deals: Iterable[Deal], launches: Iterable[Launch]) -> Iterable[str]:
    for deal in deals:
        yield from (investor.value for investor in deal.investors)
        if deal.target:
            yield deal.target.value
    yield from (launch.organisation.value for launch in launches)


def _amount(deals: Iterable[Deal]) -> float | None:
    """The largest sum; one that is paid by the month or year where no deal tells all that is paid."""
    current = [deal for deal in deals if deal.tense == "current"]
    sums = [money for deal in current for money in (deal.amount, *deal.other_amounts) if money]
    return max((money.value for money in [s for s in sums if s.per is None] or sums), default=None)


def _terms(
    labels: Iterable[str], companies: Iterable[str], sources: Iterable[str], languages: Iterable[str | None]
) -> tuple[tuple[str, str, str], ...]:
    primary = [(language or "").lower().partition("-")[0] for language in languages]
    kinds = {"labels": labels, "companies": companies, "sources": sources, "languages": primary}
    found: dict[tuple[str, str], str] = {}
    for kind, values in kinds.items():
        for value in values:
            if value:
                found.setdefault((kind, folded(value)), value)
    return tuple((kind, value, shown) for (kind, value), shown in found.items())
