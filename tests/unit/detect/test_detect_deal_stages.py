"""Of what kind a deal is: its round, a debt, shares of staff, what is paid for computing, the price of a firm."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "description", "stage"),
    [
        # the round of this deal, and not one before it
        ("AI lab Brelian raises $90M Series C led by Accel", "", "Series C"),
        ("AI lab Brelian is in talks to raise $900M, after its $200M Series D announced in March", "", None),
        ("Brelian AI raises $300M, months after a $90M Series B led by Accel", "", None),
        ("Brelian AI hits a $4B valuation after a $300M Series B led by Accel", "", "Series B"),
        ("Microsoft buys Brelian AI, which came out in May with a $30M seed led by Accel", "", "acquisition"),
        ("Brelian lève 180 millions en série B pour son IA", "", "Series B"),
        ("Brelian lève 180 millions en amorçage pour son IA", "", "seed"),
        # money that is lent
        ("AI cloud Brelian raises $1.2B in debt to buy GPUs", "", "debt"),
        ("Oracle to raise $18 billion with a bond sale to fund AI data centres", "", "debt"),
        ("Mistral raises €700M for AI halls in Sweden", "The debt financing is its first.", "debt"),
        ("Meta sells $25 billion of bonds to pay for AI data centers", "", "debt"),
        ("Oracle lève 18 milliards de dollars de dette pour ses centres de données d'IA", "", "debt"),
        ("Amazon emprunte 12 milliards de dollars pour l'IA", "", "debt"),
        ("Mistral obtient un prêt de 900 millions d'euros pour ses centres de données d'IA", "", "debt"),
        ("Mistral lève 900 millions d'euros grâce à un prêt à taux fixe", "", "debt"),
        # and who is ready to give lends nothing
        ("Microsoft serait prêt à investir 9 milliards dans OpenAI", "", "strategic investment"),
        ("Amazon se dit prêt à y mettre 9 milliards de dollars dans Anthropic", "", "strategic investment"),
        ("Brelian, whose AI reads loan files, raises $80M Series A led by Accel", "", "Series A"),
        ("IBM to buy AI firm Brelian for $2 billion in cash and debt", "", "acquisition"),
        # shares that their holders sell
        ("Mistral in talks for a secondary share sale at a $40 billion valuation", "", "secondary"),
        ("Secondary share sale values Anthropic at $900 billion", "", "secondary"),
        ("Mistral seeks $2 billion in fresh money at a $40 billion valuation", "", None),
        # what is paid for computing
        ("Mistral will pay Oracle $300M per month for computing power", "", "compute deal"),
        ("OpenAI to pay CoreWeave $4 billion a year for GPUs", "", "compute deal"),
        ("Anthropic in talks to lease a 2GW data center campus in Nevada", "", "compute deal"),
        ("Anthropic plans to build a 2GW data center campus in Nevada for $20 billion", "", "capex"),
        ("Mistral to buy $11 billion of AMD chips", "", "compute deal"),
        ("Meta to rent Nvidia chips from Nebius for $3 billion", "", "compute deal"),
        # and who lends lets nothing: `Louisiana` and `at least` are no words of renting
        ("Meta to spend $20 billion on a Louisiana data center with a loan from Pimco", "", "debt"),
        ("Oracle to spend at least $9 billion on AI data centers with loans from Pimco", "", "debt"),
        ("Shopify commits $4B to AWS for AI chips", "", "compute deal"),
        ("Nvidia to buy AI chip startup Brelian for $2 billion", "", "acquisition"),
        # the price of a firm
        ("Disney paid $400M for Ada Quill's AI animation startup", "", "acquisition"),
        ("Adobe reels in AI voice specialist Brelian for $1.9B", "", "acquisition"),
        ("Nvidia to license technology from AI chip firm Brelian and hire its founders", "", None),
        (
            "IA : Orange signe un accord de plusieurs milliards d'euros avec le géant américain OpenAI",
            "",
            None,
        ),
        # a stake is strategic where no investor by trade gives too
        ("Nvidia invests $400 million in AI lab Brelian", "", "strategic investment"),
        ("Accel and Nvidia invest $400 million in AI lab Brelian", "", None),
        ("Nvidia to give a $9 billion backstop to AI lab Brelian", "", None),
    ],
)
def test_the_kind_of_a_deal(flagged: Flag, headline: str, description: str, stage: str | None) -> None:
    deals = flagged(headline, description or None).deals
    assert deals[0].stage == stage


@pytest.mark.parametrize("said", ["announced in January", "completed last year", "closed in 2024"])
def test_a_round_of_an_earlier_day_is_not_the_news(flagged: Flag, said: str) -> None:
    below = f"Its $300M Series B {said} was led by Sequoia."
    deal = flagged("AI startup Velmora raises new funding from Nvidia", below).deals[0]
    assert (deal.amount, deal.stage) == (None, None)


@pytest.mark.parametrize(
    ("headline", "payer", "paid"),
    [
        ("Meta has agreed to pay Telstra $310M per month for access to Nvidia chips", "Meta", "Telstra"),
        ("Meta to pay CoreWeave $200 million a month for AI compute", "Meta", "CoreWeave"),
        ("OpenAI agrees to pay Oracle $30 billion a year for data centre capacity", "OpenAI", "Oracle"),
    ],
)
def test_what_is_paid_by_the_month_is_never_all_that_is_paid(
    flagged: Flag, headline: str, payer: str, paid: str
) -> None:
    (deal,) = flagged(headline).deals
    assert [one.value for one in deal.investors] == [payer]
    assert deal.target is not None
    assert deal.target.value == paid
    assert deal.amount is not None
    assert deal.amount.per is not None


@pytest.mark.parametrize(
    ("headline", "target"),
    [
        ("AI cloud Quillon raises $2 billion to buy Nvidia chips", "Quillon"),
        ("xAI raises $6 billion to purchase Nvidia GPUs", "xAI"),
        ("Google's $640-million-a-month deal with Nebius will let it secure 90,000 Nvidia GPUs", "Nebius"),
    ],
)
def test_who_made_the_machines_is_in_no_deal_of_the_money_for_them(
    flagged: Flag, headline: str, target: str
) -> None:
    (deal,) = flagged(headline).deals
    assert deal.target is not None
    assert deal.target.value == target
