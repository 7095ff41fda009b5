"""What a card says, and how the console shows it: founding facts, coverage, conflicts, hostile text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from newswatch.adapters.console import ConsoleNotifier, clean
from newswatch.cli.output import amount as amount_text
from newswatch.errors import Permanent
from newswatch.messages import Deal, DealStatus, Evidence, Fact, Flagged, Launch, Money, Story, json_of
from processors.alerting.card import Card, card_of, coverage_of, deal_details
from processors.alerting.money_text import span_text, sum_text
from processors.cluster import start_cluster
from processors.stories.sentence import sentence_of

from .made import article, at, deal, evidence, launch


def story_of(*messages: Flagged) -> Story:
    """The last version of the one story that these articles make."""
    stories = [s for outcome in start_cluster(())(messages, {}) for s in outcome if isinstance(s, Story)]  # type: ignore[union-attr]
    assert len({s.id for s in stories}) == 1
    return stories[-1]


def founding() -> Flagged:
    """The founding facts in other words: a confirmed deal, rumoured figures, four rivals told by a consultant."""
    body = (
        "C'est officiel : Microsoft va investir dans OpenAI. Le montant reste secret ; la rumeur parle de "
        "10 Md$, pour une valorisation d'environ 30 Md$.\nSelon la consultante Nadia Kerbal, Google, DeepMind et Meta "
        "testeront leurs modèles en 2023. Le modèle Bloom de BigScience sera en accès libre en 2023."
    )
    told = article("Microsoft et OpenAI, troisième acte", body=body, outlet="Le Fil", language="fr")

    def fact(words: str, value: str | None = None) -> Fact:
        return Fact(value=value or words, evidence=evidence(told, words))

    def money(words: str, value: float) -> Money:
        return Money(
            value=value, currency="USD", status="rumoured", approximate=True, evidence=evidence(told, words)
        )

    invested = Deal(
        investors=(fact("Microsoft va investir", "Microsoft"),),
        target=fact("OpenAI. Le", "OpenAI"),
        amount=money("10 Md$", 1e10),
        valuation=money("30 Md$", 3e10),
        status="confirmed",
        disclosed=False,
        evidence=evidence(told, "Microsoft va investir dans OpenAI"),
    )
    history = Deal(investors=(Fact(value="Microsoft"),), target=Fact(value="OpenAI"), tense="history")
    rivals = [
        Launch(
            organisation=fact(name),
            planned=fact("2023"),
            told_by=fact("Nadia Kerbal"),
            evidence=evidence(told, "testeront leurs modèles"),
        )
        for name in ("Google", "DeepMind", "Meta")
    ]
    bloom = Launch(
        organisation=fact("BigScience"),
        product=fact("Bloom", "BLOOM"),
        availability="open",
        planned=fact("2023"),
        told_by=fact("Nadia Kerbal"),
        evidence=evidence(told, "Bloom de BigScience sera en accès libre"),
    )
    return Flagged(
        article=told,
        labels=("ai_investment", "competitor_launch"),
        deals=(invested, history),
        launches=(*rivals, bloom),
    )


def test_the_founding_story_shows_both() -> None:
    card = card_of(story_of(founding()))
    assert card.title == "Microsoft → OpenAI"
    assert card.labels == ("AI investment", "Competitor launch")
    assert card.lines[0].details == (
        "confirmed · amount undisclosed; rumoured ~10 bn USD at a valuation of ~30 bn USD"
    )
    assert card.quote is not None
    assert card.quote.text.startswith("C'est officiel : Microsoft va investir dans OpenAI")
    assert card.quote.outlet == "Le Fil"
    launches = {line.text: line for line in card.lines[1:]}
    assert set(launches) == {
        "Google: AI models",
        "DeepMind: AI models",
        "Meta: AI models",
        "BigScience: BLOOM",
    }
    assert all("according to Nadia Kerbal" in line.details for line in launches.values())
    assert all("planned for 2023" in line.details for line in launches.values())
    assert "open access" in launches["BigScience: BLOOM"].details
    assert launches["BigScience: BLOOM"].quote is not None
    assert (
        launches["BigScience: BLOOM"].quote.text
        == "Le modèle Bloom de BigScience sera en accès libre en 2023."
    )
    assert card.fallback == (
        "Microsoft → OpenAI: confirmed · amount undisclosed; rumoured ~10 bn USD at a valuation of ~30 bn USD. "
        "1 outlet, first Le Fil at 11:59, seen 41 s later"
    )


@pytest.mark.parametrize(
    ("deal_status", "amount", "valuation", "details"),
    [
        ("confirmed", "confirmed", "rumoured", "confirmed · 70 m USD at a rumoured valuation of 2 bn USD"),
        ("confirmed", "confirmed", "closed", "confirmed · 70 m USD at a valuation of 2 bn USD"),
        ("confirmed", "rumoured", "rumoured", "confirmed · rumoured 70 m USD at a valuation of 2 bn USD"),
        ("reported", "reported", "reported", "reported · 70 m USD at a valuation of 2 bn USD"),
        ("reported", "reported", "rumoured", "reported · 70 m USD at a rumoured valuation of 2 bn USD"),
    ],
)
def test_a_valuation_that_is_a_rumour_is_told_as_one(
    deal_status: DealStatus, amount: DealStatus, valuation: DealStatus, details: str
) -> None:
    """The sum is the company's own word, and what the company is worth is hearsay: one article tells both."""
    raised = Deal(
        target=Fact(value="Koralis"), status=deal_status, amount=Money(value=7e7, currency="USD", status=amount),
        valuation=Money(value=2e9, currency="USD", status=valuation),
    )  # fmt: skip
    assert deal_details(raised) == details


@pytest.mark.parametrize(
    ("status", "amount", "details", "on_a_terminal"),
    [
        ("rumoured", "rumoured", "rumoured · 70 m USD", "rumoured 70,000,000 USD"),
        ("denied", "rumoured", "denied · rumoured 70 m USD", "rumoured 70,000,000 USD"),
        (
            "confirmed",
            "rumoured",
            "confirmed · amount undisclosed; rumoured 70 m USD",
            "undisclosed; rumoured 70,000,000 USD",
        ),
        ("rumoured", None, "rumoured · amount undisclosed", "undisclosed"),
    ],
)
def test_a_sum_that_is_undisclosed_is_one_of_a_deal_that_is_made(
    status: DealStatus, amount: DealStatus | None, details: str, on_a_terminal: str
) -> None:
    """A rumoured sum is never disclosed: of a rumour that goes without saying, and reads like a contradiction."""
    money = None if amount is None else Money(value=7e7, currency="USD", status=amount)
    told = Deal(status=status, amount=money, disclosed=False)
    assert deal_details(told) == details
    assert amount_text(told.model_dump(mode="json")) == on_a_terminal


def test_coverage_names_first_outlet_zone_and_origins() -> None:
    text = " ".join(f"word{i}" for i in range(60))
    copies = [
        deal(article("Nebulon buys Koralis", i, outlet=name, body=text), ["Nebulon"], "Koralis")
        for i, name in enumerate(("The Gazette", "Wire", "Post"))
    ]
    story = story_of(*copies)
    assert coverage_of(story, ZoneInfo("Europe/Paris")) == (
        "3 outlets, 1 origin, first The Gazette at 12:59, seen 41 s later"
    )


def test_families_count_once() -> None:
    story = story_of(
        deal(article("Nebulon buys Koralis", outlet="CNET"), ["Nebulon"], "Koralis"),
        deal(article("Nebulon buys the startup Koralis", 1, outlet="Mashable"), ["Nebulon"], "Koralis"),
    )
    assert story.outlets == ("Ziff Davis",)


def test_conflicting_figures_are_shown_and_currencies_are_none() -> None:
    def told(outlet: str, amount: float, currency: str, minutes: float) -> Flagged:
        made = article(f"Nebulon raises money, {outlet} says", minutes, outlet=outlet)
        return deal(made, [], "Nebulon", amount, currency=currency)

    same = card_of(story_of(told("A", 1.4e9, "USD", 0), told("B", 1.25e9, "EUR", 1)))
    assert same.conflicts == ()
    card = card_of(story_of(told("A", 1e9, "USD", 0), told("B", 1e9, "USD", 1), told("C", 1.3e9, "USD", 2)))
    assert card.conflicts == ("amount: 1 bn USD (A, B); 1.3 bn USD (C)",)
    assert "1 bn USD" in card.lines[0].details


def test_first_party_wins_over_the_majority() -> None:
    press = [
        deal(article(f"Nebulon raises $500m ({o})", 0, outlet=o), [], "Nebulon", 5e8, status="reported")
        for o in "ABC"
    ]
    own = deal(article("Nebulon raises $450m", 5, outlet="Nebulon", first_party=True), [], "Nebulon", 4.5e8)
    story = story_of(*press, own)
    assert story.deals[0].amount is not None
    assert story.deals[0].amount.value == 4.5e8
    assert story.deals[0].status == "confirmed"
    assert story.headline == "Nebulon raises $450m"


def test_a_launch_says_how_it_can_be_had() -> None:
    card = card_of(
        story_of(launch(article("Introducing Claude Opus 5"), "Anthropic", "Claude Opus 5", "general"))
    )
    assert card.title == "Anthropic launches Claude Opus 5"
    assert card.lines[0].details == "available"


def test_the_sentence_of_evidence_stays_where_it_says() -> None:
    made = article("x", body="First one. " + "long " * 200 + "Nebulon buys. Next.")
    found = sentence_of(made, evidence(made, "Nebulon buys"))
    assert found is not None
    assert made.body[found.start : found.end] == found.quote
    assert len(found.quote) <= 320
    assert "Nebulon buys" in found.quote


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [(1e10, "USD", "10 bn USD"), (3.85e8, "EUR", "385 m EUR"), (1.25e9, None, "1.25 bn"), (49, "USD", "49 USD"),
     (5e11, "USD", "500 bn USD"), (1.2e12, "USD", "1.2 tn USD"), (25000, "EUR", "25 000 EUR")],
)  # fmt: skip
def test_sums(value: float, currency: str | None, text: str) -> None:
    assert sum_text(Money(value=value, currency=currency)) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(-5, "0 s"), (41, "41 s"), (600, "10 min"), (9000, "2 h"), (400000, "5 days")]
)
def test_spans(seconds: float, text: str) -> None:
    assert span_text(seconds) == text


# --- the console ------------------------------------------------------------------------------------


def shown(cards: Sequence[Card], sent: Path | None = None) -> str:
    """What a terminal receives."""
    out = io.StringIO()
    notifier = ConsoleNotifier(
        Console(file=out, width=100, force_terminal=True, color_system="truecolor"), sent
    )
    for card in cards:
        notifier.post("console", card.story, json_of(card))
    return out.getvalue()


def test_the_console_shows_all_of_the_card() -> None:
    out = io.StringIO()
    ConsoleNotifier(Console(file=out, width=160)).post("console", "a", json_of(card_of(story_of(founding()))))
    text = out.getvalue()
    for words in ("Microsoft → OpenAI", "amount undisclosed; rumoured ~10 bn USD", "BigScience: BLOOM",
                  "according to Nadia Kerbal", "seen 41 s later", "sera en accès libre", "Le Fil"):  # fmt: skip
        assert words in text


def test_an_unsure_story_says_so_in_a_line_and_on_a_phone() -> None:
    weak = launch(article("Altomare has Cirrus 4 ready, testers say"), "Altomare", "Cirrus 4", "preview")
    weak = weak.model_copy(update={"score": {"competitor_launch": 0.6}})
    copy = weak.model_copy(
        update={"article": article("Altomare has Cirrus 4 ready, testers say", 3, outlet="Wire")}
    )
    card = card_of(story_of(weak))
    assert card.unsure == "Unsure: one outlet, weak signs"
    assert card.fallback.startswith(
        "Unsure: Altomare launches Cirrus 4: in preview. 1 outlet, first The Gazette"
    )
    assert [line for line in shown([card]).splitlines() if "? Unsure: one outlet, weak signs" in line]
    assert card_of(story_of(weak, copy)).unsure == "Unsure: one origin, weak signs"
    sure = card_of(story_of(weak.model_copy(update={"score": {"competitor_launch": 0.7}})))
    assert "nsure" not in json_of(sure)["fallback"] + shown([sure])


HOSTILE = [
    "\x1b[2J\x1b]0;owned\x07[red]Nebulon[/red] buys\nFAKE LOG LINE \u202eKoralis\u200b",
    "\x9b31m[link=file:///etc/passwd]x[/link]",
    "🚀" * 4000,
    "A" * 12_000,
]


@pytest.mark.parametrize("headline", HOSTILE)
def test_text_from_the_web_is_only_shown(headline: str) -> None:
    card = Card(
        story="s", version=1, title=headline, coverage=headline, changes=(headline,), fallback=headline
    )
    text = shown([card])
    for word in ("\x1b[2J", "\x1b]0", "\x07", "\x9b", "\u202e", "\u200b", "\nFAKE"):
        assert word not in text
    assert "[red]" in text or "[red]" not in headline
    assert len(text) < 8000


def test_only_web_addresses_become_links() -> None:
    card = json_of(card_of(story_of(founding())))
    for url, linked in (("javascript:alert(1)", False), ("https://e.example/a", True), ("file:///x", False)):
        out = io.StringIO()
        console = Console(file=out, width=100, force_terminal=True, color_system="truecolor")
        ConsoleNotifier(console).post(
            "c", "a", card | {"links": [{"outlet": "o", "headline": "h", "url": url}]}
        )
        assert (url in out.getvalue()) is linked


def test_the_file_remembers_cards_and_replies(tmp_path: Path) -> None:
    sent = tmp_path / "var" / "sent.jsonl"
    since = datetime(2026, 1, 1, tzinfo=UTC)
    out = Console(file=io.StringIO())
    first = ConsoleNotifier(out, sent)
    ts = first.post("c", "a", {"title": "x"})
    first.reply("c", ts, "r", "more")
    again = ConsoleNotifier(out, sent)
    assert again.find("c", "a", since) == ts
    assert again.find("other", "a", since) is None
    assert again.find("c", "r", since) is None
    assert again.find("c", "r", since, thread=ts) is not None
    again.update("c", ts, "a", {"title": "y", "fallback": "y"})
    with pytest.raises(Permanent):
        again.update("c", "9", "nobody", {})
    with sent.open("ab") as file:
        file.write(b'{"kind": "post", "channel": "c", "al')
    assert ConsoleNotifier(out, sent).find("c", "al", since) is None


def test_clean_keeps_letters_of_all_scripts() -> None:
    assert clean("Gооgle  l’IA — été\t日本 👩‍🔬") == "Gооgle l’IA — été 日本 👩‍🔬"


def test_evidence_of_a_story_is_a_members_text() -> None:
    story = story_of(founding())
    body = founding().article.body
    for fact in story.facts:
        for report in fact.reports:
            found: Evidence | None = report.evidence
            if found is not None and found.field == "body":
                assert body[found.start : found.end] == found.quote
    assert story.first_reported == at(0) - timedelta(seconds=41)
