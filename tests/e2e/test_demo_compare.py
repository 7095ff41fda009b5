"""The comparison that decides whether the demo succeeded: silent when all is right, clear when a fact is wrong."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from newswatch.demo.actual import Actual, Touch, short, touches_of
from newswatch.demo.compare import differences, id_of, unproven
from newswatch.demo.expectation import Counts, Expected, ExpectedStory, load_expected
from newswatch.demo.server import answer
from newswatch.demo.summary import print_summary, summary
from newswatch.demo.web import load_web
from newswatch.messages import Article, Deal, Evidence, Fact, Flagged, Launch, Member, Money, SourceRef, Story
from processors.alerting.alerts import Alert, Reply

NOON = datetime(2023, 1, 23, 12, tzinfo=UTC)
LATER = NOON.replace(minute=30)
TEXT = "Microsoft invests $2 billion in OpenAI."
URL = "www.paper.example/deal"
EXPECTED = Expected(
    counts=Counts(articles=1, flagged=1, stories=1, alerts=1),
    stories=(
        ExpectedStory.model_validate(
            {
                "name": "The deal",
                "labels": ["ai_investment"],
                "articles": [URL],
                "outlets": 1,
                "deals": [
                    {
                        "investors": ["Microsoft"],
                        "target": "OpenAI",
                        "status": "confirmed",
                        "amount": {"value": 2e9, "currency": "USD", "status": "confirmed"},
                    }
                ],
                "alerts": [
                    {"at": "12:00", "action": "post", "reason": "new-story"},
                    {"at": "12:30", "action": "reply", "reason": "amount-set", "names": ["2"]},
                ],
            }
        ),
    ),
    rejected={"www.paper.example/script": "script-only"},
    problems={URL: ("paywall",)},
)


def evidence(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(field="headline", start=start, end=start + len(words), quote=words)


DEAL = Deal(
    investors=(Fact(value="Microsoft", evidence=evidence("Microsoft")),),
    target=Fact(value="OpenAI", evidence=evidence("OpenAI")),
    amount=Money(value=2e9, currency="USD", evidence=evidence("$2 billion")),
)


def flagged(url: str = URL, deal: Deal = DEAL, problems: tuple[str, ...] = ("paywall",)) -> Flagged:
    return Flagged(
        article=Article(
            id=id_of(url),
            url=f"http://{url}?utm_source=feed",
            headline=TEXT,
            publisher="Paper",
            source=SourceRef(id="paper", publisher="Paper"),
            problems=problems,
            discovered_at=NOON,
            fetched_at=NOON,
        ),
        labels=("ai_investment",),
        deals=(deal,),
    )


def day(deal: Deal = DEAL, launches: tuple[Launch, ...] = (), **changed: object) -> Actual:
    member = Member(
        id=id_of(URL),
        url=f"http://{URL}",
        content_hash="",
        headline=TEXT,
        publisher="Paper",
        source="paper",
        discovered_at=NOON,
        fetched_at=NOON,
    )
    story = Story(
        id="a",
        version=1,
        labels=("ai_investment",),
        headline=TEXT,
        members=(member,),
        deals=(deal,),
        launches=launches,
        outlets=("Paper",),
        first_seen=NOON,
        first_reported=NOON.replace(hour=11),
        updated_at=NOON,
    )
    parts: dict[str, object] = {
        "articles": {id_of(URL): flagged(deal=deal)},
        "stories": (story,),
        "touches": {
            "a": (
                Touch(NOON, "post", "new-story"),
                Touch(LATER, "reply", "amount-set", "Amount now known: 2 bn"),
            ),
        },
        "rejected": {"www.paper.example/script": "script-only"},
        **changed,
    }
    return Actual(**parts)  # type: ignore[arg-type]


def test_a_right_day_has_no_differences() -> None:
    assert differences(EXPECTED, day()) == []


@pytest.mark.parametrize(
    ("deal", "words"),
    [
        (
            DEAL.model_copy(update={"amount": DEAL.amount and DEAL.amount.model_copy(update={"value": 3e9})}),
            "3,000",
        ),
        (DEAL.model_copy(update={"amount": None}), "amount is none"),
        (DEAL.model_copy(update={"valuation": DEAL.amount}), "valuation"),
        (DEAL.model_copy(update={"status": "rumoured"}), "status is rumoured"),
        (DEAL.model_copy(update={"disclosed": False}), "not disclosed"),
        (DEAL.model_copy(update={"investors": ()}), "investors are none"),
        (DEAL.model_copy(update={"target": None}), "target is None"),
        (
            DEAL.model_copy(update={"target": Fact(value="DeepMind", evidence=evidence("OpenAI"))}),
            "no deal of",
        ),
    ],
)
def test_a_wrong_fact_is_told(deal: Deal, words: str) -> None:
    assert any(words in line for line in differences(EXPECTED, day(deal)))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"stories": ()}, "no story has"),
        ({"touches": {}}, "alerts are none instead of"),
        (
            {"touches": {"a": (Touch(NOON, "post", "new-story"),)}},
            "instead of 12:00 post new-story, 12:30 reply",
        ),
        (
            {"touches": {"a": (Touch(NOON, "post", "new-story"), Touch(LATER, "reply", "amount-set", "no"))}},
            "without '2'",
        ),
        ({"silences": {"a": "old-news"}}, "silent because of old-news"),
        ({"rejected": {}}, "not rejected instead of script-only"),
        ({"rejected": {"www.paper.example/script": "bug"}}, "rejected as bug"),
        ({"articles": {id_of(URL): flagged(problems=())}}, "should tell of 'paywall'"),
        (
            {"articles": {id_of(URL): flagged(), id_of("x.example/x"): flagged("x.example/x")}},
            "should not be",
        ),
        ({"launches": (Launch(organisation=Fact(value="Meta")),)}, "one launch too many"),
    ],
)
def test_a_wrong_outcome_is_told(changed: dict[str, object], words: str) -> None:
    launches = changed.pop("launches", ())
    assert any(words in line for line in differences(EXPECTED, day(DEAL, launches, **changed)))  # type: ignore[arg-type]


def test_touches_are_what_a_person_saw() -> None:
    alert = Alert(
        id="a",
        story="a",
        channel="console",
        state="sent",
        replies=(Reply(id="r", text="Confirmed: X, until now rumoured", version=3, state="sent", ts="2"),),
    )
    alert = alert.noted(NOON, "post", "new-story", 1).noted(NOON, "sent", "1", 1).noted(LATER, "newer", "", 2)
    alert = (
        alert.noted(LATER, "reply", "confirmed", 3)
        .noted(LATER, "edited", "", 3)
        .noted(LATER, "replied", "", 3)
    )
    assert touches_of(alert) == [
        Touch(NOON, "post", "new-story"),
        Touch(LATER, "reply", "confirmed", "Confirmed: X, until now rumoured"),
    ]


def test_a_fact_must_stand_where_its_evidence_says() -> None:
    shifted = DEAL.model_copy(update={"target": Fact(value="OpenAI", evidence=evidence("$2 billion"))})
    assert not list(unproven(flagged()))
    wrong = Evidence(field="headline", start=0, end=3, quote="OpenAI")
    assert list(
        unproven(flagged(deal=DEAL.model_copy(update={"target": Fact(value="OpenAI", evidence=wrong)})))
    )
    assert list(unproven(flagged(deal=DEAL.model_copy(update={"target": Fact(value="OpenAI")}))))
    assert not list(unproven(flagged(deal=shifted))), (
        "where it stands is checked here, what it means by a reader"
    )


def test_every_address_of_the_expectation_is_a_page_of_the_web() -> None:
    expected = load_expected()
    sites = load_web()
    pages = {short(site.url(page.path)) for site in sites for page in site.pages}
    pages |= {short(site.url(site.feed.path)) for site in sites}
    named = [url for story in expected.stories for url in story.articles]
    assert len(named) == len(set(named)) == expected.counts.flagged
    assert {*named, *expected.rejected, *expected.problems} <= pages
    assert len(expected.stories) == expected.counts.stories
    assert sum(bool(story.alerts) for story in expected.stories) == expected.counts.alerts
    assert all(bool(story.alerts) != bool(story.silent) for story in expected.stories)


def test_every_expected_sum_and_name_stands_in_a_page() -> None:
    sites = load_web()
    hosts = {site.host: site for site in sites}
    for story in load_expected().stories:
        texts = ""
        for url in story.articles:
            host, _, path = url.partition("/")
            texts += answer(hosts, host, f"/{path}", NOON.replace(hour=23)).body.decode()
        names = [deal.target for deal in story.deals if deal.target]
        names += [name for deal in story.deals for name in deal.investors]
        names += [launch.product for launch in story.launches if launch.product]
        assert all(name in texts for name in names), story.name


def test_the_day_in_figures() -> None:
    figures = summary(day(listed=3, fetched=2), seconds=4.26)
    assert figures["posted"] == figures["replied"] == 1
    assert figures["minutes_to_card_p50"] == figures["minutes_to_card_max"] == 60
    assert figures["rejected"] == {"script-only": ["www.paper.example/script"]}
    printed = io.StringIO()
    print_summary(figures, Console(file=printed, width=100))
    assert "script-only" in printed.getvalue()
