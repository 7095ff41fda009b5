"""What is paid by the month or year: the deal's amount, with how often, and never taken for all that is paid."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newswatch.messages import TIMES_A_YEAR, Article, Flagged, Money, SourceRef, Story, digest
from processors.alerting.card import card_of
from processors.alerting.changes import material_changes
from processors.cluster import start_cluster
from processors.flag import Rules, flag
from processors.measure.detection import prediction
from tests.unit.detect.conftest import Flag


def paid(flagged: Flagged) -> tuple[float, str | None, str | None] | None:
    """Sum, currency and how often, of the first deal."""
    money = flagged.deals[0].amount
    return None if money is None else (money.value, money.currency, money.per)


@pytest.mark.parametrize(
    ("headline", "sum_", "currency", "per"),
    [
        ("Meta to pay Nebius $200 million a month for AI compute", 2e8, "USD", "month"),
        ("xAI leases Nvidia chips from Lambda for $150 million per month", 1.5e8, "USD", "month"),
        ("Microsoft signs $1.4B monthly compute deal with Nebius", 1.4e9, "USD", "month"),
        ("OpenAI agrees to $15B-a-year compute deal with Oracle", 1.5e10, "USD", "year"),
        ("Microsoft signs $2 billion-a-year AI compute contract with Nebius", 2e9, "USD", "year"),
        ("Anthropic to pay Nebius $3 billion annually for compute", 3e9, "USD", "year"),
        ("Meta to pay CoreWeave $1 billion per annum for AI compute capacity", 1e9, "USD", "year"),
        ("OpenAI and Cerebras sign AI compute deal with annual payments of $2 billion", 2e9, "USD", "year"),
        ("xAI signs AI compute deal with Oracle worth $4 billion annually", 4e9, "USD", "year"),
        ("OpenAI rents 3 GW of compute from Oracle for $12 billion a year", 1.2e10, "USD", "year"),
        ("Microsoft to spend $90 billion a year on AI data centers", 9e10, "USD", "year"),
        ("SoftBank to invest $10 billion a year in OpenAI", 1e10, "USD", "year"),
        ("Microsoft to pump $20 billion a year into AI data centers", 2e10, "USD", "year"),
        ("Meta to spend $90 billion a year before 2030 on AI data centers", 9e10, "USD", "year"),
        ("Amazon to invest $10 billion a year of its own cash in OpenAI", 1e10, "USD", "year"),
        ("Meta to rent AI compute from Nebius for $50 million a month", 5e7, "USD", "month"),
        ("Humain to buy $10 billion a year of AI chips from Nvidia", 1e10, "USD", "year"),
        ("Meta to pay Nebius $300 million in cloud fees monthly for AI compute", 3e8, "USD", "month"),
        ("xAI va verser 7 milliards de dollars par an à Oracle pour du calcul", 7e9, "USD", "year"),
        ("Anthropic paie 700 millions de dollars par mois à Nebius pour ses GPU", 7e8, "USD", "month"),
        ("Mistral paiera 40 millions d'euros par mois à Nscale pour de la puissance de calcul", 4e7, "EUR", "month"),
        ("Meta louera 2 GW de calcul à CoreWeave pour 900 millions par mois", 9e8, None, "month"),
        ("Meta va payer 300 millions d'euros mensuels à Nscale pour du calcul", 3e8, "EUR", "month"),
        ("xAI signe avec Oracle un contrat de calcul de 4 milliards de dollars par an", 4e9, "USD", "year"),
        ("Amazon va investir 20 milliards d'euros par an dans des centres de données d'IA", 2e10, "EUR", "year"),
    ],
)  # fmt: skip
def test_what_is_paid_by_the_month_is_the_amount_so(
    flagged: Flag, headline: str, sum_: float, currency: str | None, per: str
) -> None:
    assert paid(flagged(headline)) == (sum_, currency, per)


@pytest.mark.parametrize(
    ("headline", "below", "whole", "per"),
    [
        ("Meta to pay CoreWeave $1 billion a year for AI compute, totalling $5 billion", None, 5e9, 1e9),
        ("Meta to pay CoreWeave $1 billion a year for AI compute", "The contract totals $5 billion.", 5e9, 1e9),
        ("Meta versera 1 milliard d'euros par an à Nebius pour du calcul", "Il totalise 5 milliards.", 5e9, 1e9),
        ("Meta versera 1 milliard d'euros par an à Nscale pour du calcul, soit 5 milliards au total", None, 5e9, 1e9),
        ("SoftBank to invest $25 billion a year in AI data centers, $100 billion in total", None, 1e11, 2.5e10),
        ("Meta is paying CoreWeave $1 billion a year under a $9 billion AI compute deal", None, 9e9, 1e9),
        ("Meta to pay Nebius $50 million a month for AI compute", "The deal totals $3 billion.", 3e9, None),
        ("Microsoft to spend $10 billion a year on AI data centers", "It will total $40 billion.", 4e10, 1e10),
        ("Meta signs $5 billion compute deal with Nebius, paying $1 billion a year", None, 5e9, None),
        ("Meta to pay Nebius $5 billion over five years, or $1 billion a year, for AI compute", None, 5e9, None),
        ("Microsoft pays Nebius $10 billion for AI compute a year after its first deal", None, 1e10, None),
    ],
)  # fmt: skip
def test_all_that_is_paid_goes_first(
    flagged: Flag, headline: str, below: str | None, whole: float, per: float | None
) -> None:
    (deal,) = flagged(headline, below).deals
    assert deal.amount is not None
    assert (deal.amount.value, deal.amount.per) == (whole, None)
    if per is not None:
        assert [(one.value, one.currency, one.per) for one in deal.other_amounts] == [
            (per, deal.amount.currency, "year")
        ]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("The deal is worth $12 billion a year, the firms said.", (1.2e10, "USD", "year")),
        ("It will pay $200 million a month through 2029.", (2e8, "USD", "month")),
        ("The contract is worth $9 billion.", (9e9, "USD", None)),
        ("Microsoft will pay $9 billion a year.", None),
        ("Its last contract was worth $9 billion a year.", None),
        ("It makes $9 billion a year in revenue.", None),
        ("The company will spend $9 billion a year on AI.", None),
        ("The company pays its staff $1.5 billion a year.", None),
        ("The deal, worth $2 billion a year, runs for five years.", (2e9, "USD", "year")),
    ],
)
def test_what_a_deal_costs_is_told_below(
    flagged: Flag, below: str, expected: tuple[float, str, str | None] | None
) -> None:
    assert paid(flagged("OpenAI rents computing power from Oracle", below)) == expected


@pytest.mark.parametrize(
    ("headline", "amount"),
    [
        ("Nvidia buys AI startup Quillon, which makes $200 million a year", None),
        ("AI startup Quillon raises $300 million a year after its launch", 3e8),
        ("AI startup Quillon raises $300 million a year following its launch", 3e8),
        ("AI startup Quillon raises $300 million a week ahead of its listing", 3e8),
        ("AI startup Quillon raises $25 million for AI-made daily briefings led by Accel", 2.5e7),
        ("Quillon, start-up de l'IA, lève 300 millions d'euros l'année suivante", 3e8),
        ("Mistral lève 2 milliards d'euros l'année où naît son rival", 2e9),
        ("La start-up d'IA Quillon lève 300 millions de dollars un an après son lancement", 3e8),
        ("Nvidia backs AI startup Quillon, which earns $90 million a month", None),
    ],
)
def test_what_comes_in_and_what_is_told_of_a_time_is_no_rate(
    flagged: Flag, headline: str, amount: float | None
) -> None:
    money = flagged(headline).deals[0].amount
    assert (money and (money.value, money.per)) == (None if amount is None else (amount, None))


@pytest.mark.parametrize(
    "headline",
    [
        "Apple to pay Google $1 billion a year for its assistant",
        "Apple va payer à Google 1 milliard de dollars par an pour son assistant",
        "OpenAI signs Oracle cloud deal to save $2 billion a year on compute",
        "Meta pays $60 million a year in rent for its London AI office",
        "Meta offers AI researchers $100 million a year",
        "OpenAI asks $20 a month for the new plan of ChatGPT",
    ],
)
def test_a_service_rent_pay_or_a_plan_is_no_deal(flagged: Flag, headline: str) -> None:
    assert flagged(headline).deals == ()


def test_a_sum_too_large_for_what_is_paid_by_the_month_is_not_all_that_is_paid(flagged: Flag) -> None:
    below = "Meta will spend $70 billion in total this year."
    assert paid(flagged("Meta to pay Nebius $50 million a month for AI compute", below)) == (
        5e7,
        "USD",
        "month",
    )


def test_a_prediction_has_the_sum_as_it_is_stated(flagged: Flag) -> None:
    told = prediction("1", flagged("Meta to pay Nebius $200 million a month for AI compute"))
    assert (told["deal"]["amount_value"], told["deal"]["amount_currency"]) == (2e8, "USD")


def test_figures_say_how_often(flagged: Flag) -> None:
    (figure,) = flagged("OpenAI asks $20 a month for the new plan of ChatGPT").figures
    assert (figure.value, figure.per, figure.role) == (20, "month", "price")


def test_a_sum_of_before_has_no_period_and_one_of_now_is_left_out_where_there_is_none() -> None:
    assert Money.model_validate_json('{"value": 5.0, "currency": "USD"}').per is None
    assert "per" not in Money(value=5.0).model_dump(exclude_none=True)
    assert TIMES_A_YEAR["month"] == 12


def test_from_texts_to_a_card(rules: Rules) -> None:
    told = [
        ("Wire", "Meta to pay Nebius $200 million a month for AI compute"),
        ("Gazette", "Meta signs $12 billion AI compute deal with Nebius"),
        ("Journal", "Meta versera 200 millions de dollars par mois à Nebius pour du calcul IA"),
    ]
    for order in (told, told[::-1]):
        outcomes = start_cluster(())([_told(rules, *one, at) for at, one in enumerate(order)], {})
        first, second, third = (s for one in outcomes for s in one if isinstance(s, Story))  # type: ignore[union-attr]
        assert first.id == second.id == third.id
        assert card_of(first).lines[0].details == "confirmed · 200 m USD a month · compute deal"
        (change,) = material_changes(first, second)
        assert change.text == "Amount now known: Meta → Nebius, 12 bn USD"
        assert material_changes(second, third) == ()
        card = card_of(third)
        assert card.lines[0].details == "confirmed · 12 bn USD (200 m USD a month) · compute deal"
        assert card.conflicts == ()


def _told(rules: Rules, outlet: str, headline: str, at: int) -> Flagged:
    when = datetime(2025, 6, 1, 9 + at, tzinfo=UTC)
    source = SourceRef(id=outlet, publisher=outlet)
    article = Article(
        id=digest(outlet), url=f"https://{outlet.lower()}.example/a", headline=headline, publisher=outlet,
        content_hash=digest(headline), source=source, datePublished=when, discovered_at=when, fetched_at=when,
    )  # fmt: skip
    return flag(article, rules)
