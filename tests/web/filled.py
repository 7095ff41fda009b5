"""A store with one of everything, made by the stages themselves from articles of our own writing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier
from newswatch.adapters.sqlite_store import SqliteStore
from newswatch.addresses import article_id, normalise
from newswatch.messages import (
    Article,
    Availability,
    DeadLetter,
    Deal,
    DealStatus,
    Evidence,
    Fact,
    Flagged,
    Launch,
    Mention,
    Message,
    Money,
    Reason,
    SourceRef,
    Story,
    digest,
)
from newswatch.ports import Keys, Store
from newswatch.stage import Put, Swap
from processors.cluster import start_cluster
from processors.deliver import Limits, deliver_due
from processors.index import index
from processors.notify import Policy, start_notify, wanted_alerts

MORNING = datetime(2023, 1, 23, 7, 30, tzinfo=UTC)
COMPANIES = ("Microsoft", "OpenAI", "Google", "Anthropic")


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Filled:
    """The store, with the addresses of what a test asks for."""

    store: Store
    deal: str = ""
    """The story of a deal that outlets tell differently."""
    launch: str = ""
    urls: dict[str, str] = field(default_factory=dict)


def article(
    name: str,
    minutes: float,
    headline: str,
    body: str = "",
    *,
    outlet: str = "Silicon Ledger",
    language: str = "en",
    first_party: bool = False,
    silent: bool = False,
    description: str | None = None,
    url: str | None = None,
    problems: tuple[str, ...] = (),
    published: datetime | None = None,
) -> Article:
    """An article published `minutes` after half past seven and found 41 s later."""
    host = "".join(letter for letter in outlet.lower() if letter.isascii() and letter.isalnum())
    url = url or f"https://{host}.example/2023/01/23/{name}"
    at = MORNING + timedelta(minutes=minutes)
    return Article(
        id=article_id(url) if url.startswith("http") else digest(url),
        url=url,
        headline=headline,
        description=description,
        body=body,
        publisher=outlet,
        in_language=language,
        date_published=published or at,
        content_hash=digest(headline, description or "", body),
        source=SourceRef(id=host, publisher=outlet, first_party=first_party),
        silent=silent,
        problems=problems,
        discovered_at=at + timedelta(seconds=41),
        fetched_at=at + timedelta(seconds=43),
    )


def words(article: Article, quote: str) -> Evidence | None:
    """Where the words stand, the body first."""
    for name in ("body", "description", "headline"):
        text = article.text(name)
        if (start := text.find(quote)) >= 0:
            return Evidence(field=name, start=start, end=start + len(quote), quote=quote)
    return None


def fact(article: Article, value: str, quote: str | None = None) -> Fact:
    return Fact(value=value, evidence=words(article, quote or value))


def mentions(article: Article) -> tuple[Mention, ...]:
    return tuple(
        Mention(company=company, name=company, evidence=found)
        for company in COMPANIES
        if (found := words(article, company)) is not None
    )


def deal(
    article: Article,
    investor: str,
    target: str,
    *,
    amount: float | None = None,
    quote: str = "",
    status: DealStatus = "confirmed",
    disclosed: bool = True,
    approximate: bool = False,
) -> Flagged:
    """The article with one deal; `quote`: the words that give the amount, or tell of the deal."""
    money = None
    if amount is not None:
        money = Money(
            value=amount,
            currency="USD",
            status=status,
            approximate=approximate,
            evidence=words(article, quote),
        )
    made = Deal(
        investors=(fact(article, investor),),
        target=fact(article, target),
        amount=money,
        status=status,
        disclosed=disclosed,
        stage="strategic investment",
        evidence=words(article, quote or target),
    )
    reasons = (
        Reason(rule="deal-verb", decision="match", label="ai_investment", detail="an investor puts money into a target",
               evidence=words(article, quote or target)),
        Reason(rule="launch-verb", decision="miss", label="competitor_launch"),
    )  # fmt: skip
    return Flagged(
        article=article,
        labels=("ai_investment",),
        score={"ai_investment": 0.96, "competitor_launch": 0.08},
        mentions=mentions(article),
        deals=(made,),
        reasons=reasons,
    )


def launch(
    article: Article, organisation: str, product: str, availability: Availability = "preview"
) -> Flagged:
    made = Launch(
        organisation=fact(article, organisation),
        product=fact(article, product),
        availability=availability,
        evidence=words(article, product),
    )
    return Flagged(
        article=article,
        labels=("competitor_launch",),
        score={"ai_investment": 0.03, "competitor_launch": 0.91},
        mentions=mentions(article),
        launches=(made,),
        reasons=(
            Reason(
                rule="ships", decision="match", label="competitor_launch", evidence=words(article, product)
            ),
        ),
    )


def day() -> list[Flagged]:
    """The articles of a day, in order of fetching."""
    rumour = article(
        "talks", 0, "Microsoft in talks to put $10 billion into OpenAI",
        "Microsoft is in talks to invest $10 billion in OpenAI, two people who know the plans told us. "
        "The money would come over several years.\nBoth companies declined to comment.",
        description="The sum would be the largest ever for a laboratory of artificial intelligence.",
    )  # fmt: skip
    second = article(
        "openai-microsoft", 35, "OpenAI négocie avec Microsoft un investissement de 8 milliards de dollars",
        "Selon nos informations, Microsoft discute d'un investissement de 8 milliards de dollars dans OpenAI. "
        "La somme serait versée en plusieurs fois.",
        outlet="La Gazette numérique", language="fr",
    )  # fmt: skip
    copy = article(
        "wire", 50, "Microsoft in talks to put $10 billion into OpenAI",
        "Microsoft is in talks to invest $10 billion in OpenAI, a newspaper reports.",
        outlet="Wirewatch",
    )  # fmt: skip
    official = article(
        "third-phase", 390, "Microsoft and OpenAI enter the third phase of their partnership",
        "Today we begin the third phase of our long partnership: Microsoft makes a multiyear, "
        "multibillion-dollar investment in OpenAI.\nIt follows our investments of 2019 and 2021.",
        outlet="Microsoft", first_party=True,
    )  # fmt: skip
    scribe = article(
        "scribe", 285, "Introducing Scribe",
        "Today OpenAI introduces Scribe, an assistant that writes in your company's own voice. "
        "Scribe is available in preview.",
        outlet="OpenAI", first_party=True,
    )  # fmt: skip
    old = article(
        "old", 60, "Anthropic raised money from Google last year",
        "Google invested in Anthropic, as we told then.", silent=True, outlet="Inference Daily",
    )  # fmt: skip
    plain = article(
        "carbon", 90, "What we learned from our carbon report",
        "Emissions from our buildings fell. Microsoft Azure is named here, and no deal.",
        outlet="Microsoft", problems=("short",),
    )  # fmt: skip
    return [
        deal(
            rumour,
            "Microsoft",
            "OpenAI",
            amount=1e10,
            quote="$10 billion",
            status="rumoured",
            approximate=True,
        ),
        deal(second, "Microsoft", "OpenAI", amount=8e9, quote="8 milliards de dollars", status="rumoured"),
        deal(copy, "Microsoft", "OpenAI", amount=1e10, quote="$10 billion", status="rumoured"),
        deal(old, "Google", "Anthropic"),
        Flagged(article=plain, mentions=mentions(plain), score={"ai_investment": 0.1}),
        launch(scribe, "OpenAI", "Scribe"),
        deal(official, "Microsoft", "OpenAI", quote="multibillion-dollar investment", disclosed=False),
    ]


def fill(path: Path) -> Filled:
    """The day in a new file."""
    clock = Clock()
    return filled(SqliteStore(path, clock=clock), clock)


def filled(store: Store, clock: Clock) -> Filled:
    """Play the day through cluster, index, notify and deliver into an empty store."""
    play(store, day(), clock)
    found = Filled(store)
    for stored in store.find("stories", limit=100):
        story = Story.model_validate(stored.body)
        if any(d.target and d.target.value == "OpenAI" for d in story.deals):
            found.deal = story.id
        elif story.launches:
            found.launch = story.id
    for flagged in day():
        name = flagged.article.url.rpartition("/")[2]
        found.urls[name] = flagged.article.url
        listed(store, flagged.article.url, "done", article=flagged.article.id)
    found.urls["missing"] = "https://silicon-ledger.example/gone"
    listed(store, found.urls["missing"], "failed", reason="http-404")
    found.urls["picture"] = "https://silicon-ledger.example/picture"
    listed(store, found.urls["picture"], "done")
    put(store, dead_letter(found.urls["picture"]))
    store.swap("sources", "siliconledger", {"last_success": "2023-01-23T14:00:00Z"}, Keys(), None)
    store.refresh()
    return found


def play(store: Store, messages: Sequence[Flagged], clock: Clock) -> None:
    """As `run` does it: each message goes through all stages, and the clock goes with it."""
    cluster, decide = start_cluster(()), start_notify(Policy())
    notifier = ConsoleNotifier(Console(file=io.StringIO()))
    for flagged in messages:
        clock.now = max(clock.now, flagged.article.fetched_at)
        put(store, flagged)
        for outcome in cluster([flagged], {}):
            assert not isinstance(outcome, Exception), outcome
            for story in outcome:
                assert isinstance(story, Story)
                put(store, story)
                wanted = {one: doc for one in wanted_alerts(story) if (doc := store.get(*one)) is not None}
                for decided in decide([story], wanted):
                    assert not isinstance(decided, Exception), decided
                    for swap in decided:
                        assert isinstance(swap, Swap)
                        store.swap(swap.collection, swap.id, swap.body, swap.keys, swap.expected)
        clock.now += timedelta(seconds=2)
        deliver_due(
            store, notifier, clock, limits=Limits(post_interval=timedelta(0), edit_interval=timedelta(0))
        )


def put(store: Store, *messages: Message) -> None:
    docs = [one.doc for message in messages for one in index(message, {}) if isinstance(one, Put)]
    errors = store.put_newer(docs)
    assert not errors, errors


def listed(store: Store, url: str, state: str, **more: str) -> None:
    """What the crawler notes of an address."""
    body = {"url": url, "state": state, "tries": 1, "source": "siliconledger", **more}
    store.swap("urls", digest(normalise(url)), body, Keys(state), None)


def dead_letter(url: str) -> DeadLetter:
    return DeadLetter(
        id=digest("dead", url), stage="extract", origin="pages/0/7", origin_topic="pages", reason="not-html",
        text="the page is a picture <img src=x onerror=alert(1)>", record=b"R0lG", record_bytes=4,
        record_sha256="", url=url, at=MORNING,
    )  # fmt: skip
