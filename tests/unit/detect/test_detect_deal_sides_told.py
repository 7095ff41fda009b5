"""Whom a deal names where words stand in the way: places, founders, speakers, headings, hearsay above or below."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("headline", "description", "target", "investors", "amount", "valuation", "status"),
    [
        (
            "Ilya Sutskever's startup raises $7 billion",
            "",
            "Safe Superintelligence",
            [],
            7000000000.0,
            None,
            "confirmed",
        ),
        (
            "Trump annonce un projet d'Oracle à 20 milliards de dollars pour un datacenter IA",
            "",
            "datacenter",
            ["Oracle"],
            20000000000.0,
            None,
            "confirmed",
        ),
        (
            "Trump annonce un investissement de 20 milliards de dollars dans l'IA par Oracle",
            "",
            "l'IA",
            ["Oracle"],
            20000000000.0,
            None,
            "confirmed",
        ),
        (
            "Macron salue un projet de Microsoft à 4 milliards d'euros pour des data centers",
            "",
            "data centers",
            ["Microsoft"],
            4000000000.0,
            None,
            "confirmed",
        ),
        (
            "Lumera, new AI lab founded by Ada Quill, Tom Brandt in talks to raise $300M",
            "",
            "Lumera",
            [],
            300000000.0,
            None,
            "rumoured",
        ),
        (
            "Cloud IA : Nvidia envisage un soutien de 50 milliards de dollars à Mistral",
            "",
            "Mistral AI",
            ["Nvidia"],
            50000000000.0,
            None,
            "rumoured",
        ),
        (
            "OpenAI et SoftBank mettent 2 milliards dans Volt Energy pour l'infrastructure IA",
            "",
            "Volt Energy",
            ["OpenAI", "SoftBank"],
            2000000000.0,
            None,
            "confirmed",
        ),
        (
            "Carla Weiss's AI startup raises $400 million from Accel",
            "",
            "Carla Weiss's AI startup",
            ["Accel"],
            400000000.0,
            None,
            "confirmed",
        ),
        (
            "Meta to acquire AI startup from Jonas Vik for $900 million",
            "",
            "AI startup from Jonas Vik",
            ["Meta"],
            900000000.0,
            None,
            "confirmed",
        ),
        (
            "Google rachète la start-up d'IA d'Ada Quill pour 900 millions",
            "",
            "start-up d'IA d'Ada Quill",
            ["Google"],
            900000000.0,
            None,
            "confirmed",
        ),
        (
            "SoftBank has paid in all of its $9 billion stake in Cohere, for AI infrastructure",
            "",
            "Cohere",
            ["SoftBank"],
            9000000000.0,
            None,
            "confirmed",
        ),
        (
            "Oracle annonce investir 8 milliards pour l'IA en Allemagne",
            "",
            "l'IA en Allemagne",
            ["Oracle"],
            8000000000.0,
            None,
            "confirmed",
        ),
        (
            "Microsoft investi 5 milliards en Navarre pour un campus IA",
            "",
            "campus IA",
            ["Microsoft"],
            5000000000.0,
            None,
            "confirmed",
        ),
        (
            "Qualcomm annonce un investissement de 2 milliards d'euros dans l'intelligence artificielle en Bretagne",
            "",
            "intelligence artificielle en Bretagne",
            ["Qualcomm"],
            2000000000.0,
            None,
            "confirmed",
        ),
        (
            "Mistral raises $3 billion, nears $40 billion valuation",
            "",
            "Mistral AI",
            [],
            3000000000.0,
            40000000000.0,
            "confirmed",
        ),
        (
            "Lumera s'apprêterait à lever 300 millions",
            "La start-up d'IA Lumera va lever 300 millions de dollars, dit l'un de ses actionnaires.",
            "Lumera",
            [],
            300000000.0,
            None,
            "rumoured",
        ),
        (
            "Google renforce ses parts dans Lumera",
            "Google envisagerait d'injecter 2 milliards de dollars dans la start-up d'IA Lumera.",
            "Lumera",
            ["Google"],
            2000000000.0,
            None,
            "rumoured",
        ),
        (
            "Google investit 2 milliards dans Lumera, start-up d'IA",
            "Google a déclaré qu'il investirait 2 milliards de dollars dans la start-up d'IA Lumera.",
            "Lumera",
            ["Google"],
            2000000000.0,
            None,
            "confirmed",
        ),
        ("AI lab Lumera lands a $3B ‘headline’ valuation", "", "Lumera", [], None, 3000000000.0, "confirmed"),
        (
            "AI lab Lumera eyes $12B+ valuation on $600 million run rate",
            "",
            "Lumera",
            [],
            None,
            12000000000.0,
            "rumoured",
        ),
        (
            "AI lab Lumera raises $200 million",
            "Sequoia and Accel signed off the round, the company told CNBC.",
            "Lumera",
            ["Sequoia", "Accel"],
            200000000.0,
            None,
            "confirmed",
        ),
        (
            "AI lab Lumera raises $200 million, Samsung becomes its largest shareholder",
            "",
            "Lumera",
            ["Samsung"],
            200000000.0,
            None,
            "confirmed",
        ),
        (
            "AI lab Rotorua banks $640m",
            "Thrive and Accel hold a fifth of the firm now.",
            "Rotorua",
            ["Thrive Capital", "Accel"],
            640000000.0,
            None,
            "confirmed",
        ),
        (
            "AI lab Rotorua banks $640m",
            "Sequoia passed on the deal.",
            "Rotorua",
            [],
            640000000.0,
            None,
            "confirmed",
        ),
        (
            "Mistral, backed by Samsung and Nvidia, raises $900M for European AI",
            "",
            "Mistral AI",
            ["Samsung", "Nvidia"],
            900000000.0,
            None,
            "confirmed",
        ),
        (
            "Apple acquires Danish AI startup",
            "The Danish AI startup Lumera has been acquired by Apple (NASDAQ: AAPL).",
            "Lumera",
            ["Apple"],
            None,
            None,
            "confirmed",
        ),
        (
            "Nvidia et Microsoft en pourparlers pour investir 9 milliards de dollars dans Mistral",
            "Nvidia NVDA.O et Microsoft MSFT.O veulent investir dans Mistral.",
            "Mistral AI",
            ["Nvidia", "Microsoft"],
            9000000000.0,
            None,
            "rumoured",
        ),
    ],
)
def test_the_sides_are_who_they_are(
    flagged: Flag,
    headline: str,
    description: str,
    target: str,
    investors: list[str],
    amount: float | None,
    valuation: float | None,
    status: str,
) -> None:
    deal = flagged(headline, description or None).deals[0]
    assert deal.target is not None
    assert (deal.target.value, [one.value for one in deal.investors]) == (target, investors)
    told = (deal.amount.value if deal.amount else None, deal.valuation.value if deal.valuation else None)
    assert (*told, deal.status) == (amount, valuation, status)


def test_backers_that_a_noun_took_for_the_firm_make_no_deal_of_their_own(flagged: Flag) -> None:
    assert len(flagged("Mistral, backed by Samsung and Nvidia, raises $900M for European AI").deals) == 1


@pytest.mark.parametrize(
    ("headline", "investors", "amount", "valuation"),
    [
        (
            "AI firm Corvane raises $300M led by 8VC, Quill Wave and 20VC",
            ["8VC", "Quill Wave", "20VC"],
            3e8,
            None,
        ),
        ("Backers of Brelian AI agree on $39 billion", [], None, 3.9e10),
        (
            "Mistral AI : le fonds Helven et Nvidia participent à une levée de 900 millions d'euros",
            ["Helven", "Nvidia"],
            9e8,
            None,
        ),
    ],
)
@pytest.mark.parametrize("stamp", ["", "[News] "])
def test_what_a_list_puts_before_a_headline_changes_no_fact(
    flagged: Flag,
    headline: str,
    investors: list[str],
    amount: float | None,
    valuation: float | None,
    stamp: str,
) -> None:
    """A fact's evidence counts from where the field begins, its text from behind the stamp."""
    (deal,) = flagged(stamp + headline).deals
    assert [one.value for one in deal.investors] == investors
    assert [one and one.value for one in (deal.amount, deal.valuation)] == [amount, valuation]


@pytest.mark.parametrize(
    ("headline", "description", "target"),
    [
        # a name that begins with a number, right behind what the firm is
        ("AI startup 9lives raises $150M", "", "9lives"),
        ("AI software startup 7harbours valued at $2bn after Nvidia joins round", "", "7harbours"),
        # what is spent on a firm
        ("Google spends $2 billion on AI startup Quillon", "", "Quillon"),
        ("Google dépense 2 milliards de dollars dans la start-up d'IA Quillon", "", "Quillon"),
        # who only speaks of the firm, and its trade in two capitals
        (
            "Nvidia buys a startup that Wired called the future of AI",
            "Nvidia has acquired Oslo-based Quillon, a maker of AI compilers.",
            "Quillon",
        ),
        ("Apple buys machine learning AR firm", "", "machine learning AR firm"),
        ("Meta buys AI AR startup Quillon", "", "Quillon"),
        ("Apple buys Norwegian AI startup", "", "Norwegian AI startup"),
        # whose firm it is
        ("Bezos's AI startup raises $6bn", "", "Bezos's AI startup"),
        (
            "Bezos's AI startup raises $6bn",
            "Jeff Bezos's startup Quillon said it had raised $6bn.",
            "Quillon",
        ),
        ("Sequoia's AI startup fund raises $1bn", "", "Sequoia"),
        # of a firm and a person the firm; of a mother and a daughter the daughter
        ("Bexley AI and Jony Ive to raise $1bn from SoftBank", "", "Bexley AI"),
        ("Meta signs 2GW data center deal with Brookfield's Quillon Energy", "", "Quillon Energy"),
        ("Meta signs a $4 billion deal for Nvidia's Rubin Ultra chips", "", "Nvidia"),
    ],
)
def test_the_firm_itself_is_named(flagged: Flag, headline: str, description: str, target: str) -> None:
    deals = flagged(headline, description or None).deals
    assert [one.target.value if one.target else None for one in deals] == [target]
