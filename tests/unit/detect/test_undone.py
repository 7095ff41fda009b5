"""What a headline denies or calls off is known with its parties, and nothing else is."""

from __future__ import annotations

import pytest

from processors.detect.words.lexicon import Rules
from processors.flag import flag
from tests.unit.stories.made import article


def undone(headline: str, rules: Rules, language: str) -> list[tuple[str, list[str], str]]:
    flagged = flag(article(headline, language=language), rules)
    assert not flagged.undone or "ai_investment" not in flagged.labels
    for deal in flagged.undone:
        assert deal.evidence is not None
        assert headline[deal.evidence.start : deal.evidence.end] == deal.evidence.quote
    return [
        (d.status, [i.value for i in d.investors], d.target.value if d.target else "") for d in flagged.undone
    ]


@pytest.mark.parametrize(
    ("headline", "language", "status", "investors", "target"),
    [
        ("Velmora denies it is being bought by Apple", "en", "denied", ["Apple"], "Velmora"),
        ("Apple denies talks to buy AI startup Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Apple denies report it will acquire Velmora for $900 million", "en", "denied", ["Apple"], "Velmora"),
        ("Norvane denies raising $300 million", "en", "denied", [], "Norvane"),
        ("Apple dément vouloir racheter la start-up d'IA Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Velmora dément son rachat par Apple", "fr", "denied", ["Apple"], "Velmora"),
        ("Microsoft dément investir 2 milliards dans Norvane", "fr", "denied", ["Microsoft"], "Norvane"),
        ("Nvidia abandons $3 billion acquisition of Quorvex", "en", "abandoned", ["Nvidia"], "Quorvex"),
        ("Nvidia's takeover of AI chip startup Quorvex collapses", "en", "abandoned", ["Nvidia"], "Quorvex"),
        ("Nvidia's $3bn Quorvex acquisition called off", "en", "abandoned", ["Nvidia"], "Quorvex"),
        ("Apple walks away from $900 million acquisition of Velmora", "en", "abandoned", ["Apple"], "Velmora"),
        ("Apple's $900 million deal for AI startup Velmora falls through", "en", "abandoned", ["Apple"], "Velmora"),
        ("Google pulls out of $500 million investment in Halvard", "en", "abandoned", ["Google"], "Halvard"),
        ("Nvidia renonce au rachat de la start-up d'IA Quorvex", "fr", "abandoned", ["Nvidia"], "Quorvex"),
        ("Le rachat de Velmora par Apple tombe à l'eau", "fr", "abandoned", ["Apple"], "Velmora"),
    ],
)  # fmt: skip
def test_what_is_undone(
    rules: Rules, headline: str, language: str, status: str, investors: list[str], target: str
) -> None:
    assert undone(headline, rules, language) == [(status, investors, target)]


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Nvidia acquires AI chip startup Quorvex for $3 billion", "en"),
        ("EU blocks Nvidia's acquisition of Quorvex", "en"),
        ("Nvidia delays acquisition of Quorvex", "en"),
        ("Nvidia denies antitrust claims over its acquisition of Quorvex", "en"),
        ("Apple did not disclose how much it paid to acquire Velmora", "en"),
        ("Apple declines to deny talks to buy Velmora", "en"),
        ("Apple ne dément pas vouloir racheter Velmora", "fr"),
        ("Nvidia's takeover of Quorvex could collapse", "en"),
        ("Le rachat de Quorvex par Nvidia pourrait tomber à l'eau", "fr"),
        ("Regulator orders Nvidia to unwind its Quorvex purchase", "en"),
        ("Did Nvidia abandon its acquisition of Quorvex?", "en"),
        ("Nvidia shares collapse after acquisition of Quorvex", "en"),
        ("Nvidia buys Quorvex, abandons plan to build its own chips", "en"),
        ("Nvidia abandons plan for own chips, buys Quorvex", "en"),
        ("Nvidia to acquire Quorvex after Intel abandons bid", "en"),
        ("Court denies bid to stop Nvidia's acquisition of Quorvex", "en"),
        ("Velmora rejects Apple's $900 million takeover bid", "en"),
        ("Nvidia denies that its acquisition of Quorvex has collapsed", "en"),
        ("Nvidia dément que son rachat de Quorvex soit annulé", "fr"),
        ("If Nvidia abandons its acquisition of Quorvex, who wins", "en"),
    ],
)
def test_what_is_not(rules: Rules, headline: str, language: str) -> None:
    assert undone(headline, rules, language) == []
