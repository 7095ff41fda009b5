"""The words that a card quotes prove what it says now, and who differs is counted as the values are."""

from __future__ import annotations

from newswatch.messages import Availability, Fact, Flagged, Money, Story
from processors.alerting.card import Card, card_of
from processors.cluster import start_cluster

from .made import article, deal, evidence, launch
from .test_facts_rule import COPY


def card(*told: Flagged) -> Card:
    stories = [s for o in start_cluster((), {})(told, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    assert len(stories[-1].members) == len(told)
    return card_of(stories[-1])


def buys(words: str, minutes: float, outlet: str, amount: float | None = None, shown: str = "") -> Flagged:
    """A telling of one deal; `shown`: the words of the headline that give the sum."""
    told = article(words, minutes, outlet=outlet)
    flagged = deal(told, ["Nebulon"], "Koralis", disclosed=amount is not None)
    if amount is None:
        return flagged
    paid = Money(value=amount, currency="USD", evidence=evidence(told, shown))
    return flagged.model_copy(update={"deals": (flagged.deals[0].model_copy(update={"amount": paid}),)})


def test_a_sum_is_quoted_from_one_who_gives_it() -> None:
    hidden = buys("Nebulon buys Koralis for an undisclosed sum", 0, "A")
    known = buys("Nebulon paid $80m for Koralis", 60, "B", 8e7, "$80m")
    (line,) = card(hidden, known).lines
    assert line.details == "confirmed · 80 m USD"
    assert line.quote is not None
    assert (line.quote.outlet, line.quote.text) == ("B", "Nebulon paid $80m for Koralis")


def ships(words: str, minutes: float, outlet: str, how: Availability) -> Flagged:
    return launch(article(words, minutes, outlet=outlet), "Anthropic", "Claude Opus 5", how)


def test_what_can_be_had_is_quoted_from_one_who_says_so() -> None:
    announced = ships("Anthropic announces Claude Opus 5", 0, "A", "announced")
    there = ships("Claude Opus 5 is available to all", 60, "B", "general")
    (line,) = card(announced, there).lines
    assert line.quote is not None
    assert (line.details, line.quote.outlet) == ("available", "B")


def test_a_status_is_quoted_from_one_who_says_so() -> None:
    """The furthest word is not always the one that holds: a deal is taken up again."""
    ended = deal(article("Nebulon drops Koralis", 0, outlet="A"), ["Nebulon"], "Koralis", status="abandoned")
    again = [
        deal(
            article(f"Nebulon buys Koralis after all ({n})", 1500 + n, outlet=f"B{n}"), ["Nebulon"], "Koralis"
        )
        for n in range(2)
    ]
    (line,) = card(ended, *again).lines
    assert line.quote is not None
    assert (line.details, line.quote.outlet) == ("confirmed", "B0")


def test_a_denial_stands_beside_what_it_denies() -> None:
    told = buys("Nebulon buys Koralis", 0, "A")
    denied = deal(
        article("Koralis denies: Nebulon buys nothing", 30, outlet="B"),
        ["Nebulon"],
        "Koralis",
        status="denied",
    )
    shown = card(told, denied)
    assert shown.status == "denied"
    assert shown.conflicts == ("status: denied (B); confirmed (A)",)


def test_a_rumour_that_is_confirmed_is_no_conflict() -> None:
    rumour = deal(
        article("Nebulon may buy Koralis", 0, outlet="A"), ["Nebulon"], "Koralis", status="rumoured"
    )
    assert card(rumour, buys("Nebulon buys Koralis", 30, "B")).conflicts == ()


def test_a_deal_that_is_closed_is_no_conflict() -> None:
    done = deal(
        article("Nebulon has bought Koralis", 30, outlet="B"), ["Nebulon"], "Koralis", status="closed"
    )
    assert card(buys("Nebulon buys Koralis", 0, "A"), done).conflicts == ()


def test_copies_of_one_text_are_no_majority_among_those_who_differ() -> None:
    copies = [
        deal(
            article(f"Nebulon buys Koralis ({n})", n, outlet=f"C{n}", body=COPY), ["Nebulon"], "Koralis", 8e7
        )
        for n in range(4)
    ]
    others = [
        deal(
            article(f"Nebulon buys the startup Koralis ({n})", 30 + n, outlet=f"D{n}"),
            ["Nebulon"],
            "Koralis",
            9.5e7,
        )
        for n in range(2)
    ]
    assert card(*copies, *others).conflicts == (
        "amount: 95 m USD (D0, D1); 80 m USD (C0, C1 and 2 more, 1 origin)",
    )


def test_a_day_that_was_ahead_is_not_told_of_what_has_come() -> None:
    planned = ships("Anthropic to launch Claude Opus 5 in May", 0, "A", "announced")
    told = planned.launches[0].model_copy(update={"planned": Fact(value="2026-05")})
    planned = planned.model_copy(update={"launches": (told,)})
    again = ships("Anthropic will launch Claude Opus 5", 60, "B", "announced")
    assert card(planned, again).lines[0].details == "planned for 2026-05"
    there = ships("Anthropic launches Claude Opus 5", 1500, "C", "general")
    assert card(planned, there).lines[0].details == "available"


def test_who_corrected_itself_does_not_differ_from_itself() -> None:
    first = buys("Nebulon buys Koralis for $900m", 0, "A", 9e8, "$900m")
    mended = buys("Nebulon buys the startup Koralis for $90m", 30, "A", 9e7, "$90m")
    assert card(first, mended, buys("Nebulon to buy Koralis for $90m", 40, "B", 9e7, "$90m")).conflicts == ()
    other = buys("Nebulon buys its rival Koralis for $900m", 5, "C", 9e8, "$900m")
    assert card(first, mended, other).conflicts == ("amount: 900 m USD (C); 90 m USD (A)",)
    # and who goes back to its first word differs from the others
    back = buys("Nebulon paid $900m for Koralis after all", 60, "A", 9e8, "$900m")
    others = [buys(f"Nebulon buys Koralis for $90m ({n})", 40, n, 9e7, "$90m") for n in ("B", "D", "E")]
    assert card(first, mended, *others, back).conflicts == (
        "amount: 90 m USD (B, D and 1 more); 900 m USD (A)",
    )
