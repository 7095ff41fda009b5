"""Messages and documents for the contract suites, small and valid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from newswatch.messages import (
    Article,
    DeadLetter,
    Deal,
    Evidence,
    Fact,
    Flagged,
    Label,
    Member,
    Mention,
    Money,
    SourceRef,
    Story,
    StoryFact,
    json_of,
)
from newswatch.ports import Doc

AT = datetime(2023, 1, 24, 9, tzinfo=UTC)
WORDS = Evidence(field="body", start=0, end=1, quote="x")


def article(
    id: str,
    headline: str = "Une annonce",
    body: str = "",
    *,
    language: str | None = "fr",
    source: str = "press",
    published: datetime | None = AT,
) -> Article:
    """An article of a source, told at a time."""
    return Article(
        id=id,
        url=f"https://example.org/{id}",
        headline=headline,
        body=body,
        publisher="Example",
        in_language=language,
        date_published=published,
        source=SourceRef(id=source, publisher="Example"),
        discovered_at=AT,
        fetched_at=AT,
    )


def flagged(
    article: Article,
    *,
    labels: Sequence[Label] = (),
    companies: Sequence[str] = (),
    amount: float | None = None,
    history: float | None = None,
    version: int = 1,
) -> Doc:
    """The document of an article; `amount` is a deal's of today, `history` an old one's."""
    deals = [Deal(amount=Money(value=amount, currency="USD"))] if amount else []
    deals += [Deal(amount=Money(value=history, currency="USD"), tense="history")] if history else []
    message = Flagged(
        article=article,
        labels=tuple(labels),
        mentions=tuple(Mention(company=name, name=name, evidence=WORDS) for name in companies),
        deals=tuple(deals),
    )
    return Doc("articles", article.id, version, json_of(message))


def story(id: str, headline: str, *members: tuple[str, str], merged_into: str | None = None) -> Doc:
    """The document of a story; members are headlines with their language."""
    message = Story(
        id=id,
        version=1,
        labels=("ai_investment",),
        headline=headline,
        summary="Le rachat d'une jeune pousse",
        in_language="fr",
        members=tuple(
            Member(
                id=f"{id}-{number}",
                url=f"https://example.org/{id}-{number}",
                content_hash="",
                headline=text,
                publisher="Example",
                source="press",
                in_language=language,
                discovered_at=AT,
                fetched_at=AT,
            )
            for number, (text, language) in enumerate(members)
        ),
        facts=(StoryFact(name="target", value="Hugging Face"),),
        deals=(Deal(target=Fact(value="Hugging Face"), amount=Money(value=2e9, currency="USD")),),
        companies=("Nvidia",),
        first_seen=AT,
        first_reported=AT,
        updated_at=AT,
        merged_into=merged_into,
    )
    return Doc("stories", id, 1, json_of(message))


def dead(id: str, at: datetime = AT) -> Doc:
    """The document of a dead letter."""
    letter = DeadLetter(
        id=id,
        stage="extract",
        origin="pages/0/1",
        origin_topic="pages",
        reason="not-html",
        text="a picture",
        record=b"R0lG",
        record_bytes=3,
        record_sha256="",
        at=at,
    )
    return Doc("dead", id, 1, json_of(letter))
