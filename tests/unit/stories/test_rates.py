"""A sum that is paid by the month or year beside all that is paid: which a story shows, what a reply says, the card."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest

from newswatch.adapters.elastic_documents import render
from newswatch.adapters.sqlite_documents import searchable
from newswatch.cli.output import amount
from newswatch.messages import Deal, Flagged, Money, Period, Story, StoryFact, json_of
from newswatch.ports import Doc
from processors.alerting.card import card_of, deal_details
from processors.alerting.changes import material_changes
from processors.alerting.money_text import money_text
from processors.alerting.routes import dollars
from processors.cluster import start_cluster
from processors.stories.choice import one_sum

from .made import article, deal


def told(*messages: Flagged) -> list[Story]:
    """All versions of the one story that these make."""
    stories = [s for o in start_cluster(())(messages, {}) for s in o if isinstance(s, Story)]  # type: ignore[union-attr]
    assert len({story.id for story in stories}) == 1
    return stories


def pays(
    outlet: str, value: float | None, per: Period | None = None, minutes: float = 0, **more: Any
) -> Flagged:
    """A telling of what Nebulon pays Koralis."""
    own, id_ = more.pop("own", False), more.pop("id", None)
    words = article(
        f"Nebulon rents machines of Koralis, {outlet} has it", minutes, outlet=outlet, first_party=own, id=id_
    )
    flagged = deal(words, ["Nebulon"], "Koralis", value, **more)
    (made,) = flagged.deals
    if made.amount is None:
        return flagged
    return flagged.model_copy(
        update={"deals": (made.model_copy(update={"amount": made.amount.model_copy(update={"per": per})}),)}
    )


RATE, TOTAL, TOTAL_A = pays("A", 1e9, "year"), pays("B", 5e9, None, 9), pays("A", 5e9, id="a")


@pytest.mark.parametrize("told_by", list(permutations([
    ("A", 1e9, "year"), ("B", 1e9, "year"), ("C", 5e9, None),
])))  # fmt: skip
def test_all_that_is_paid_is_shown_whoever_comes_first(
    told_by: tuple[tuple[str, float, Period | None], ...],
) -> None:
    story = told(*(pays(outlet, value, per, 9 * n) for n, (outlet, value, per) in enumerate(told_by)))[-1]
    (made,) = story.deals
    assert made.amount is not None
    assert (made.amount.value, made.amount.per) == (5e9, None)
    assert [(one.value, one.per) for one in made.other_amounts] == [(1e9, "year")]
    card = card_of(story)
    assert card.conflicts == ()
    assert "5 bn USD (1 bn USD a year)" in card.lines[0].details


def test_a_partys_rate_stands_behind_the_presss_total() -> None:
    (made,) = told(pays("Nebulon", 1e9, "year", own=True), TOTAL)[-1].deals
    assert made.amount is not None
    assert (made.amount.value, made.amount.per) == (5e9, None)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (pays("A", None), pays("B", 2e8, "month", 9), [("amount-set", "", "200 m USD a month")]),
        (RATE, TOTAL, [("amount-set", "", "5 bn USD")]),
        (pays("B", 5e9), pays("A", 1e9, "year", 60 * 13), []),
        (pays("B", 5e9), pays("Nebulon", 1e9, "year", 60 * 13, own=True), []),
        (RATE, pays("B", 2e9, "year", 60 * 13), [("amount-changed", "1 bn USD a year", "2 bn USD a year")]),
        (pays("A", 2e8, "month"), pays("B", 2.4e9, "year", 60 * 13), []),
        # one page: what it adds is told as what is known now, what it takes back as taken back
        (pays("A", 1e9, "year", id="a"), pays("A", 5e9, None, 60, id="a"), [("amount-set", "", "5 bn USD")]),
        (TOTAL_A, pays("A", 1e9, "year", 60, id="a"), [("edited", "amount 5 bn USD", "1 bn USD a year")]),
    ],
)  # fmt: skip
def test_what_is_paid_by_the_year_is_no_change_of_what_is_paid_in_all(
    first: Flagged, second: Flagged, expected: list[tuple[str, str, str]]
) -> None:
    if first.article.id == second.article.id:
        words = second.article.model_copy(update={"content_hash": "rewritten"})
        second = second.model_copy(update={"article": words})
    before, now = told(first, second)[-2:]
    assert [(c.name, c.before, c.after) for c in material_changes(before, now)] == expected


def test_a_page_that_tells_it_by_the_year_takes_no_total_of_others_back() -> None:
    page = pays("A", 1e9, "year", 60, id="a")
    page = page.model_copy(update={"article": page.article.model_copy(update={"content_hash": "rewritten"})})
    versions = told(pays("A", 5e9, id="a"), pays("B", 5e9, None, 9), page)
    assert material_changes(versions[-2], versions[-1]) == ()


def test_sums_by_the_month_and_by_the_year_are_one_and_differ_where_they_do() -> None:
    def fact(number: float, per: Period | None) -> StoryFact:
        return StoryFact(name="amount", value=str(number), number=number, currency="USD", per=per)

    assert one_sum(fact(2e8, "month"), fact(2.4e9, "year"))
    assert not one_sum(fact(2e8, "month"), fact(2e8, "year"))
    assert not one_sum(fact(1e9, "year"), fact(1e9, None))
    card = card_of(told(pays("A", 1e9, "year"), pays("B", 2e9, "year", 9))[-1])
    assert [one.partition(":")[0] for one in card.conflicts] == ["amount"]
    assert "1 bn USD a year" in card.conflicts[0]


def test_a_sum_in_words_says_how_often() -> None:
    money = Money(value=2e8, currency="USD", per="month", status="rumoured")
    made = Deal(amount=money, status="rumoured", stage="compute deal")
    assert money_text(money) == "rumoured 200 m USD a month"
    assert deal_details(made) == "rumoured · 200 m USD a month · compute deal"
    assert amount(json_of(made)) == "rumoured 200,000,000 USD a month"


def test_a_route_by_size_counts_a_year_of_it() -> None:
    assert dollars(told(pays("A", 2e8, "month"))[-1]) == 2.4e9


def test_the_store_keeps_it_apart_from_sums_of_dollars() -> None:
    def fields(*by: Flagged) -> dict[str, Any]:
        story = told(*by)[-1]
        doc = Doc("stories", story.id, story.version, json_of(story))
        assert searchable("stories", doc.body).amount == rendered(doc)["amount"]
        return rendered(doc)

    by_month = fields(pays("A", 2e8, "month"))
    assert (by_month["amount"], by_month["currency"], by_month["amount_per"]) == (2e8, "USD", "month")
    assert "amount_usd" not in by_month
    both = fields(pays("A", 6e9, "year"), pays("B", 5e9, None, 9))
    assert (both["amount"], both["amount_usd"]) == (5e9, 5e9)
    assert "amount_per" not in both


def rendered(doc: Doc) -> dict[str, Any]:
    source = render(doc, None)
    assert isinstance(source, bytes)
    made: dict[str, Any] = json.loads(source)
    return made
