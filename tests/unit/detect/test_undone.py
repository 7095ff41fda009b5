"""What a headline denies or calls off is known with its parties, and nothing else is."""

from __future__ import annotations

import time

import pytest

from processors.detect.deals.judged import judged_claims
from processors.detect.grammar.reading import read
from processors.detect.words.lexicon import Rules
from processors.flag import flag
from tests.unit.detect.conftest import Flag
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
        ("Apple denies talks with Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Velmora denies being in talks with Apple", "en", "denied", ["Velmora"], "Apple"),
        ("Velmora says it is not in talks with Apple", "en", "denied", ["Velmora"], "Apple"),
        ("Velmora boss denies talks with Apple", "en", "denied", ["Velmora"], "Apple"),
        ("Velmora dément toute discussion avec Apple", "fr", "denied", ["Velmora"], "Apple"),
        ("Apple dément être en discussions avec Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple denies report it will acquire Velmora for $900 million", "en", "denied", ["Apple"], "Velmora"),
        ("Norvane denies raising $300 million", "en", "denied", [], "Norvane"),
        ("Apple dément vouloir racheter la start-up d'IA Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Velmora dément son rachat par Apple", "fr", "denied", ["Apple"], "Velmora"),
        ("Microsoft dément investir 2 milliards dans Norvane", "fr", "denied", ["Microsoft"], "Norvane"),
        ("Apple says report of Velmora takeover talks is false", "en", "denied", ["Apple"], "Velmora"),
        ("Apple says report that it is buying Velmora is not true", "en", "denied", ["Apple"], "Velmora"),
        ("Velmora takeover report is untrue, Apple says", "en", "denied", ["Apple"], "Velmora"),
        ('Apple calls report of Velmora takeover "pure speculation"', "en", "denied", ["Apple"], "Velmora"),
        ("Microsoft says reports of Halvard investment are inaccurate", "en", "denied", ["Microsoft"], "Halvard"),
        ("Apple rejects report that it is buying AI startup Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Apple refutes reports it will acquire Velmora for $900 million", "en", "denied", ["Apple"], "Velmora"),
        ("Apple rebuts reports of Velmora takeover", "en", "denied", ["Apple"], "Velmora"),
        ("Apple dismisses report of talks to buy AI startup Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Velmora boss dismisses talk of takeover by Apple", "en", "denied", ["Apple"], "Velmora"),
        ("Norvane rejects report of $300 million round", "en", "denied", [], "Norvane"),
        ("Apple denies buying Velmora again", "en", "denied", ["Apple"], "Velmora"),
        ("No plans to buy Velmora, Apple says", "en", "denied", ["Apple"], "Velmora"),
        ("Apple says it has no plans to buy AI startup Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Apple not in talks to acquire Velmora, its chief says", "en", "denied", ["Apple"], "Velmora"),
        ("Microsoft not looking to acquire Halvard, Nadella says", "en", "denied", ["Microsoft"], "Halvard"),
        ("Apple is not buying Velmora, spokesperson says", "en", "denied", ["Apple"], "Velmora"),
        ("Apple: we are not buying Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Norvane says it is not raising $300 million", "en", "denied", [], "Norvane"),
        ("Velmora says it is not being bought by Apple", "en", "denied", ["Apple"], "Velmora"),
        ("Shares slip as Apple denies talks to buy Velmora", "en", "denied", ["Apple"], "Velmora"),
        ("Rachat de Velmora : « faux », répond Apple", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple juge « fausse » l'information sur un rachat de Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple réfute tout projet de rachat de Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple conteste vouloir racheter la start-up d'IA Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple assure ne pas vouloir racheter Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple assure ne pas négocier le rachat de Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple n'est pas en discussions pour racheter Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Pas de rachat de Velmora, assure Apple", "fr", "denied", ["Apple"], "Velmora"),
        ("Apple rejette les rumeurs de rachat de Velmora", "fr", "denied", ["Apple"], "Velmora"),
        ("Reports that Apple will buy Velmora are fabricated", "en", "denied", ["Apple"], "Velmora"),
        ("The report that Apple is buying Velmora was wrong", "en", "denied", ["Apple"], "Velmora"),
        ("Reports of Apple's $9bn investment in Velmora are false", "en", "denied", ["Apple"], "Velmora"),
        ("Apple's purchase of Velmora: report was false, company says", "en", "denied", ["Apple"], "Velmora"),
        ("La rumeur selon laquelle Apple va racheter Velmora est fausse", "fr", "denied", ["Apple"], "Velmora"),
        ("Les rumeurs de rachat de Velmora par Apple sont infondées", "fr", "denied", ["Apple"], "Velmora"),
        ("L'information d'un rachat de Velmora par Apple est inexacte", "fr", "denied", ["Apple"], "Velmora"),
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
        ("EU could block Nvidia's acquisition of Quorvex", "en"),
        ("Nvidia delays acquisition of Quorvex", "en"),
        ("Nvidia denies antitrust claims over its acquisition of Quorvex", "en"),
        ("Velmora denies talks with Apple over search ads", "en"),
        ("Velmora denies talks with Apple on layoffs", "en"),
        ("Velmora denies talks with Apple, Google and Meta", "en"),
        ("Apple does not deny talks with Velmora", "en"),
        ("Apple ne dément pas des discussions avec Velmora", "fr"),
        ("Analyst denies talks between Apple and Velmora", "en"),
        ("Velmora denies talks with Apple have stalled", "en"),
        ("Velmora denies talks with Apple hurt its independence", "en"),
        ("Velmora denies content licensing talks with Apple", "en"),
        ("Apple in talks with Velmora, denies layoffs", "en"),
        ("Apple holds talks with Velmora, and denies claims of a union", "en"),
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
        ("Velmora rejects Apple's first takeover bid", "en"),
        ("Nvidia denies that its acquisition of Quorvex has collapsed", "en"),
        ("Nvidia dément que son rachat de Quorvex soit annulé", "fr"),
        ("Nvidia denies its acquisition of Quorvex hurts rivals", "en"),
        ("Apple denies paying $900 million for Velmora", "en"),
        ("Apple rejects claims that its acquisition of Velmora harms competition", "en"),
        ("Apple rejects report that Velmora takeover is off", "en"),
        ("Apple says report that it abandons its acquisition of Velmora is false", "en"),
        ("Analyst says report of Apple's Velmora takeover is false", "en"),
        ("Reports that Apple will buy Velmora are false, analyst says", "en"),
        ("Reports that Apple's takeover of Velmora hurts rivals are false, company says", "en"),
        ("Les informations sur le rachat de Velmora par Apple sont fausses, selon un analyste", "fr"),
        ("Report of Apple buying Velmora is false, analysts say", "en"),
        ("Nvidia chief says report of Apple's Velmora takeover is false", "en"),
        ("Apple not in talks to buy Velmora, sources say", "en"),
        ("Is the report of Apple buying Velmora false?", "en"),
        ("Apple is not dismissing reports of a Velmora takeover", "en"),
        ("Apple does not refute report of Velmora takeover", "en"),
        ("Apple will not say if report of Velmora takeover is false", "en"),
        ("OpenAI says report of a Sora phone launch is false", "en"),
        ("Velmora dismisses Apple's $900 million offer", "en"),
        ("Apple is not buying Velmora to close it, its chief says", "en"),
        ("Apple, not Google, in talks to buy Velmora", "en"),
        ("Norvane says it is not raising prices", "en"),
        ("Velmora conteste son rachat par Apple", "fr"),
        ("Apple réfute les accusations sur le rachat de Velmora", "fr"),
        ("Apple ne réfute pas le rachat de Velmora", "fr"),
        ("Rachat de Velmora par Apple : « faux problème », juge un analyste", "fr"),
        ("Rachat de Velmora par Apple : vrai ou faux ?", "fr"),
        ("Apple n'est pas en discussions pour racheter Velmora, selon un analyste", "fr"),
        ("Pas de licenciements après le rachat de Velmora, assure Apple", "fr"),
        ("If Nvidia abandons its acquisition of Quorvex, who wins", "en"),
    ],
)
def test_what_is_not(rules: Rules, headline: str, language: str) -> None:
    assert undone(headline, rules, language) == []


@pytest.mark.parametrize(
    ("headline", "below"),
    [
        ("Apple dismisses report of talks to buy AI startup Velmora", ""),
        ("Apple conteste vouloir racheter la start-up d'IA Velmora", ""),
        ("Apple says it is not buying Velmora", "Apple will acquire AI startup Velmora for $900 million, it was said."),
    ],
)  # fmt: skip
def test_what_is_denied_is_no_deal(rules: Rules, headline: str, below: str) -> None:
    told = article(headline, language="en").model_copy(update={"description": below or None})
    flagged = flag(told, rules)
    assert (flagged.labels, [deal.status for deal in flagged.undone]) == ((), ["denied"])


@pytest.mark.parametrize(
    "headline",
    [
        "Nvidia invests $2 billion in AI lab Norvane, dismisses reports of layoffs",
        "Apple not alone in talks to buy AI startup Velmora",
        "Apple says it is not in talks to buy Halvard, buys AI startup Velmora for $900 million",
    ],
)
def test_a_deal_stands_beside_a_denial_of_something_else(rules: Rules, headline: str) -> None:
    assert flag(article(headline), rules).labels == ("ai_investment",)


@pytest.mark.parametrize(
    "headline",
    [
        "Reports that Meta will spend $10bn on AI data centres are false, company says",
        "Meta says reports that it will spend $10bn on AI data centres are not true",
        "Amazon calls reports that it will spend $90bn on AI infrastructure inaccurate",
        "It's not true that Meta will spend $10bn on AI data centres, company says",
        "Reports that Apple paid $900 million for AI startup Velmora are false, company says",
        "Reports that Apple paid $900 million for AI startup Velmora are pure fiction",
        "Les informations selon lesquelles Meta dépensera 10 milliards de dollars dans l'IA sont fausses",
        "Il est faux que Meta va racheter la start-up d'IA Velmora, dit le groupe",
        "Meta qualifie de fausses les informations selon lesquelles il va racheter la start-up d'IA Velmora",
        "Reports that OpenAI will launch GPT-7 tomorrow are false, company says",
        "Claims that Google launched Gemini 9 are false",
        "OpenAI denies it will launch GPT-7 tomorrow",
        "OpenAI dément préparer le lancement de GPT-7",
        "Les informations selon lesquelles OpenAI va lancer GPT-7 sont fausses",
    ],
)
def test_what_is_called_false_is_told_of_nobody(headline: str, rules: Rules) -> None:
    assert flag(article(headline), rules).labels == ()


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("Reports that Meta will spend $10bn on AI data centres are true, company says", "ai_investment"),
        (
            "Reports that AI is dead are wrong: Nvidia invests $2 billion in AI startup Velmora",
            "ai_investment",
        ),
        (
            "Microsoft to spend $60bn on AI data centers, and reports that it slows are not true",
            "ai_investment",
        ),
        ("OpenAI denies copying rivals, launches GPT-7", "competitor_launch"),
        ("Microsoft says claims that Copilot is slow are wrong, and launches Copilot 5", "competitor_launch"),
        ("Google launches Gemini 9, says claims of bias are false", "competitor_launch"),
        ("OpenAI dément toute copie et lance GPT-7", "competitor_launch"),
    ],
)
def test_what_is_told_beside_something_false_stands(headline: str, label: str, rules: Rules) -> None:
    assert flag(article(headline), rules).labels == (label,)


@pytest.mark.parametrize(
    "tail",
    [
        "company rejects {}",
        "company denies {}",
        "company says reports {}",
        "company calls false {}",
        "no plans {}",
        "not planning {}",
        "{}- company says",
    ],
)
@pytest.mark.parametrize(
    "again", ["it's ", "s's ", "report's ", "company's ", "le l's ", "Apple's report - "]
)
def test_words_of_a_denial_told_without_end_take_no_time(tail: str, again: str, rules: Rules) -> None:
    headline = "Apple to buy Velmora AI for $5 billion, " + tail.format(again * (120 // len(again)) + "zz")
    begin = time.process_time()
    flag(article(headline), rules)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "headline",
    [
        "Apple to buy AI startup Velmora for $900 million; Apple says report of Velmora takeover is untrue",
        "Apple says report of Velmora takeover is untrue; Apple to buy AI startup Velmora for $900 million",
    ],
)
def test_what_is_denied_is_told_neither_before_nor_behind(headline: str, rules: Rules) -> None:
    flagged = flag(article(headline), rules)
    assert flagged.labels == ()
    assert [deal.status for deal in flagged.undone] == ["denied"]


def test_a_denial_without_a_firm_bears_on_its_own_side_alone(rules: Rules) -> None:
    told = article(
        "Meta denies raising funding for AI, Nvidia buys AI startup Norvane for $900 million",
        description="Google will spend $80 billion on AI data centers. Meta will spend $60 billion on AI data centers.",
    )
    claims = judged_claims(read(told, rules))
    assert any(one.denied and one.claim.target is None for one in claims)
    below = {
        (one.claim.investors[0].low, "denied" in one.why)
        for one in claims
        if one.claim.text.field == "description" and one.claim.investors
    }
    assert below == {("google", False), ("meta", True)}


@pytest.mark.parametrize(
    ("headline", "amount"),
    [
        ("Meta and Cohere abandon unfinished $90B pact in favour of $20B investment", 20e9),
        ("Microsoft drops plan for a Turin campus and invests $30 billion in AI data centers", 30e9),
        ("Quillon, an AI lab that rejected Meta's bid, raises $1 billion", 1e9),
        (
            "Microsoft invests $10 billion in AI start-up Quillon, and Cohere pauses its own funding round",
            10e9,
        ),
    ],
)
def test_what_is_given_up_beside_a_deal_leaves_it_confirmed(
    flagged: Flag, headline: str, amount: float
) -> None:
    message = flagged(headline)
    (deal,) = message.deals
    assert (deal.status, deal.amount and deal.amount.value, message.undone) == ("confirmed", amount, ())


@pytest.mark.parametrize(
    ("headline", "of_talks"),
    [
        ("Apple denies talks with Velmora", True),
        ("Velmora dit ne pas être en discussions avec Apple", True),
        ("Apple denies talks to buy AI startup Velmora", False),
        ("Velmora denies it is being bought by Apple", False),
        ("No plans to buy Velmora, Apple says", False),
    ],
)
def test_who_denies_talks_alone_names_no_deal(rules: Rules, headline: str, of_talks: bool) -> None:
    language = "fr" if " dit " in headline else "en"
    assert [one.of_talks for one in flag(article(headline, language=language), rules).undone] == [of_talks]
