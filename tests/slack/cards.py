"""Stories to make golden cards of: our own words, in the shape of real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from newswatch.messages import (
    Deal,
    DealStatus,
    Evidence,
    Fact,
    Label,
    Launch,
    Member,
    Money,
    Report,
    Story,
    StoryFact,
    digest,
    json_of,
)
from processors.alerting.card import card_of
from processors.alerting.changes import material_changes

NOON = datetime(2026, 3, 2, 12, 3, tzinfo=UTC)


def member(headline: str, outlet: str, minutes: float = 0, language: str = "en", url: str = "") -> Member:
    """An article, published some minutes after noon and found 41 s later."""
    at = NOON + timedelta(minutes=minutes)
    return Member(
        id=digest(headline, outlet), url=url or f"https://{digest(outlet)[:6]}.example/2026/03/{digest(headline)[:8]}",
        content_hash=digest(headline), headline=headline, publisher=outlet, source=outlet,
        in_language=language, date_published=at, discovered_at=at + timedelta(seconds=41),
        fetched_at=at + timedelta(seconds=43),
    )  # fmt: skip


def said(words: str) -> Evidence:
    """Evidence that is a sentence of a body."""
    return Evidence(field="body", start=0, end=len(words), quote=words)


def story(*members: Member, version: int = 1, **more: Any) -> Story:
    """A story of these articles."""
    first = members[0]
    given: dict[str, Any] = {
        "id": digest("story", first.id), "version": version, "headline": first.headline,
        "members": members, "outlets": tuple(dict.fromkeys(m.publisher for m in members)),
        "first_seen": first.discovered_at, "first_reported": first.told_at,
        "updated_at": members[-1].fetched_at,
    }  # fmt: skip
    return Story(**{**given, **more})


def told(kind: str, words: str, *by: Member) -> StoryFact:
    """That a deal or launch is told in these words."""
    reports = tuple(
        Report(outlet=m.publisher, article=m.id, at=m.told_at, evidence=said(words)) for m in by
    )  # fmt: skip
    return StoryFact(name="told", value=kind, group=f"{kind}:1", reports=reports)


def seed() -> dict[str, Any]:
    """A confirmed deal whose figures are rumours, and rivals' models told by a consultant; in French."""
    article = member("Microsoft et OpenAI, troisième acte", "Le Fil", language="fr")
    deal_words = "C'est officiel : Microsoft va investir dans OpenAI, pour un montant qui reste secret."
    launch_words = (
        "Selon la consultante Nadia Kerbal, Google, DeepMind et Meta testeront leurs modèles en 2023."
    )
    rumoured: DealStatus = "rumoured"
    deal = Deal(
        investors=(Fact(value="Microsoft"),), target=Fact(value="OpenAI"), disclosed=False,
        amount=Money(value=1e10, currency="USD", status=rumoured, approximate=True),
        valuation=Money(value=3e10, currency="USD", status=rumoured, approximate=True),
        evidence=said(deal_words),
    )  # fmt: skip
    planned, by = Fact(value="2023"), Fact(value="Nadia Kerbal")
    launches = (
        *(
            Launch(organisation=Fact(value=name), planned=planned, told_by=by, evidence=said(launch_words))
            for name in ("Google", "DeepMind", "Meta")
        ),
        Launch(
            organisation=Fact(value="BigScience"), product=Fact(value="BLOOM"), availability="open",
            planned=planned, told_by=by, evidence=said(launch_words),
        ),
    )  # fmt: skip
    made = story(
        article, member("Microsoft mise gros sur OpenAI", "Le Courrier du Net", 9, "fr"),
        labels=LABELS, deals=(deal,), launches=launches,
        facts=(told("deal", deal_words, article), told("launch", launch_words, article)),
    )  # fmt: skip
    return json_of(card_of(made, story_url="https://newswatch.example/story/{id}"))


def unsure() -> dict[str, Any]:
    """A launch that one outlet tells in words that are no sure sign."""
    article = member("Altomare is said to have Cirrus 4 ready for testers", "The Gazette")
    launch = Launch(
        organisation=Fact(value="Altomare"), product=Fact(value="Cirrus 4"), availability="preview"
    )
    return json_of(card_of(story(article, labels=LABELS[1:], launches=(launch,), unsure=True)))


LABELS: tuple[Label, ...] = ("ai_investment", "competitor_launch")


def _buys(amount: float, status: DealStatus, words: str) -> Deal:
    return Deal(
        investors=(Fact(value="Nebulon"),), target=Fact(value="Koralis"), status=status, stage="acquisition",
        amount=Money(value=amount, currency="USD", status=status), evidence=said(words),
    )  # fmt: skip


def confirmed() -> dict[str, Any]:
    """A rumour that a first party confirmed, with another amount."""
    rumour, company = member("Nebulon in talks to buy Koralis", "The Gazette"), member(
        "We are buying Koralis", "Nebulon", 95
    )  # fmt: skip
    words = "Nebulon will pay $1.2 billion for Koralis, in cash."
    before = story(rumour, labels=LABELS[:1], deals=(_buys(9e8, "rumoured", "Nebulon may pay $900m."),))
    after = story(
        rumour, member("Nebulon said to near a deal for Koralis", "Wire & Sons", 12), company, version=3,
        labels=LABELS[:1], deals=(_buys(1.2e9, "confirmed", words),), facts=(told("deal", words, company),),
    )  # fmt: skip
    return json_of(card_of(after, material_changes(before, after)))


def launched() -> dict[str, Any]:
    """A model that anyone can have."""
    article = member("Introducing Cirrus 3", "Altomare")
    words = "Cirrus 3 is available today to everyone, in the app and through the API."
    launch = Launch(
        organisation=Fact(value="Altomare"), product=Fact(value="Cirrus 3"), availability="general",
        evidence=said(words),
    )  # fmt: skip
    made = story(
        article, member("Altomare ships Cirrus 3, its answer to everyone else", "The Gazette", 4),
        labels=LABELS[1:], launches=(launch,), facts=(told("launch", words, article),),
    )  # fmt: skip
    return json_of(card_of(made))


def conflicting() -> dict[str, Any]:
    """Two amounts and two valuations, with the outlets that give each."""
    first, second = (
        member("Brevis raises $400m", "The Gazette"),
        member("Brevis in $650m round", "Wire & Sons", 3),
    )
    words = "Brevis has raised $400 million from Nebulon, people who know of it said."

    def fact(name: str, number: float, by: Member, chosen: bool) -> StoryFact:
        reports = (Report(outlet=by.publisher, article=by.id, at=by.told_at, status="reported"),)
        return StoryFact(
            name=name, value=str(number), number=number, currency="USD", chosen=chosen, group="deal:1",
            reports=reports,
        )  # fmt: skip

    deal = Deal(
        investors=(Fact(value="Nebulon"),), target=Fact(value="Brevis"), status="reported", stage="Series B",
        amount=Money(value=4e8, currency="USD", status="reported"),
        valuation=Money(value=3e9, currency="USD", status="reported"), evidence=said(words),
    )  # fmt: skip
    facts = (
        told("deal", words, first), fact("amount", 4e8, first, True), fact("amount", 6.5e8, second, False),
        fact("valuation", 3e9, first, True), fact("valuation", 4.5e9, second, False),
    )  # fmt: skip
    return json_of(card_of(story(first, second, labels=LABELS[:1], deals=(deal,), facts=facts)))


def rented() -> dict[str, Any]:
    """Computing power that is paid by the month, and a second outlet that tells what it comes to in all."""
    first = member("Nebulon to rent Koralis's machines for $200m a month", "The Gazette")
    second = member("Nebulon and Koralis sign for five years", "Wire & Sons", 7)
    words = "Nebulon will pay Koralis $200 million a month for computing power."
    by_month = Money(value=2e8, currency="USD", per="month")

    def deal(amount: Money, *others: Money) -> Deal:
        return Deal(
            investors=(Fact(value="Nebulon"),), target=Fact(value="Koralis"), stage="compute deal",
            amount=amount, other_amounts=others, evidence=said(words),
        )  # fmt: skip

    before = story(first, labels=LABELS[:1], deals=(deal(by_month),))
    after = story(
        first, second, version=2, labels=LABELS[:1],
        deals=(deal(Money(value=1.2e10, currency="USD"), by_month),), facts=(told("deal", words, first),),
    )  # fmt: skip
    return json_of(card_of(after, material_changes(before, after)))


HOSTILE = (
    "<!channel> <@U123> &lt;!here&gt; *Gооgle* _buys_ `all` ~of~ it | <https://evil.example|click> "
    "\u202egnp.exe\u202c AT&T\u200b \x1b[31mred\nERROR forged"
)


def hostile() -> dict[str, Any]:
    """A headline that tries everything, behind links that may not be followed."""
    urls = (
        "javascript:alert(1)", "https://user:secret@evil.example/", "https://evil.example/a|b>c",
        "https://evil.example/\u202ecod.exe", "data:text/html,x", "https://ok.example/?a=1&b=2",
    )  # fmt: skip
    members = [member(HOSTILE, f"<!here> Outlet {n}", n, url=url) for n, url in enumerate(urls)]
    long = member("Mega " * 2400, "😀" * 4000, 9)
    made = story(*members, long, labels=LABELS[:1])
    return json_of(card_of(made, story_url="javascript:alert('{id}')"))


CARDS: Mapping[str, Any] = {
    "seed": seed, "confirmed": confirmed, "launch": launched, "conflicting": conflicting, "hostile": hostile,
    "unsure": unsure, "rented": rented,
}  # fmt: skip
