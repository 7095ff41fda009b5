"""An end that is told in its own words changes the card of the deal, by the right name; what only sounds so does not.

Each goes the whole way: the deal is flagged and told, a day later the headline comes.
"""

from __future__ import annotations

import time

import pytest

from newswatch.messages import Story
from processors.alerting.changes import material_changes
from processors.cluster import start_cluster
from processors.detect.words.lexicon import Rules
from processors.flag import flag
from tests.unit.stories.made import article

DAY = 24 * 60.0
SIGNED = "Apple agrees to buy AI startup Velmora for $900 million"
RUMOUR = "Apple in talks to buy AI startup Velmora for $900 million"


def changes(
    rules: Rules, headline: str, language: str, first: str = RUMOUR, below: str | None = None
) -> list[str]:
    """The changes that the headline makes to the card of the deal; it is never news of its own."""
    told = flag(article(first, outlet="A"), rules)
    words = article(headline, DAY, outlet="N", language=language, description=below)
    end = flag(words, rules)
    before, after = start_cluster((), {})([told, end], {})
    assert isinstance(before, list)
    assert isinstance(after, list)
    (card,) = before
    versions = [one for one in after if isinstance(one, Story)]
    assert isinstance(card, Story)
    assert all(one.silent for one in versions if one.id != card.id and one.labels)
    return [change.name for one in versions if one.id == card.id for change in material_changes(card, one)]


@pytest.mark.parametrize("first", [RUMOUR, SIGNED])
@pytest.mark.parametrize(
    "headline",
    [
        "Apple scraps Velmora deal",
        "Apple drops its bid for Velmora",
        "Apple gives up its bid for AI lab Velmora",
        "Apple pulls offer for AI startup Velmora",
        "Apple walks away from Velmora",
        "Apple backs out of Velmora deal",
        "Apple drops out of race for Velmora",
        "Apple quits Velmora talks",
        "Apple decides against buying Velmora",
        "Apple passes on Velmora",
        "Apple calls its Velmora deal off",
        "Apple and Velmora end talks",
        "Apple, Velmora scrap deal",
        "Apple and Velmora fail to reach a deal",
        "Talks between Apple and Velmora collapse",
        "Talks between Apple and Velmora have broken down",
        "Apple-Velmora deal is off",
        "Apple's bid for Velmora fails",
        "Apple's talks to buy Velmora have ended without a deal",
        "Velmora rejects Apple's $900 million offer",
        "Velmora board rejects Apple's bid",
        "Velmora rebuffs Apple",
        "Velmora refuses to sell to Apple",
        "Velmora ends talks with Apple over price",
        "Apple bid rejected by Velmora",
        "EU blocks Apple's acquisition of Velmora",
        "German regulator blocks Apple's purchase of Velmora",
        "China blocks Apple from buying Velmora",
        "Apple's purchase of Velmora blocked by regulators",
        "Apple will no longer buy Velmora",
        "Apple fails to buy Velmora",
    ],
)
def test_what_comes_to_nothing(rules: Rules, headline: str, first: str) -> None:
    assert changes(rules, headline, "en", first) == ["abandoned"]


@pytest.mark.parametrize(
    "headline",
    [
        "Apple jette l'éponge sur Velmora",
        "Rachat de Velmora : Apple jette l'éponge",
        "Velmora : Apple retire son offre",
        "Apple renonce à Velmora",
        "Apple met fin aux discussions avec Velmora",
        "Apple laisse tomber le rachat de Velmora",
        "Apple se retire des négociations avec Velmora",
        "Apple ne rachètera finalement pas Velmora",
        "Apple n'investira pas dans Velmora",
        "Apple n'est plus intéressé par Velmora",
        "Apple et Velmora renoncent à leur fusion",
        "Apple et Velmora ne trouvent pas d'accord",
        "Les discussions entre Apple et Velmora tournent court",
        "Les pourparlers entre Apple et Velmora sont rompus",
        "Le rachat de Velmora par Apple n'aura pas lieu",
        "Échec des négociations entre Apple et Velmora",
        "Velmora refuse l'offre de rachat d'Apple",
        "Velmora rejette l'OPA d'Apple",
        "Velmora ne sera pas racheté par Apple",
        "L'offre d'Apple rejetée par Velmora",
        "Bruxelles bloque le rachat de Velmora par Apple",
        "La Commission européenne interdit la fusion entre Apple et Velmora",
    ],
)
def test_what_comes_to_nothing_in_french(rules: Rules, headline: str) -> None:
    assert changes(rules, headline, "fr") == ["abandoned"]


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("No talks with Velmora, Apple says", "en"),
        ("We are not in talks with Velmora, says Apple", "en"),
        ("Apple not buying Velmora, Dorel says", "en"),
        ("Apple CEO denies Velmora deal", "en"),
        ("Velmora chief denies sale to Apple", "en"),
        ("Apple denies interest in Velmora", "en"),
        ("Apple boss says company is not buying Velmora", "en"),
        ("Apple says there is no Velmora deal", "en"),
        ("Apple says it never held talks with Velmora", "en"),
        ("Apple says it won't buy Velmora", "en"),
        ("Apple rules out buying Velmora", "en"),
        ("'We are not buying Velmora': Apple CEO", "en"),
        ("Le patron d'Apple dément le rachat de Velmora", "fr"),
        ("Le patron d'Apple : « nous ne rachetons pas Velmora »", "fr"),
        ("« Il n'y a pas de discussions avec Velmora », affirme Apple", "fr"),
        ("Apple dément discuter avec Velmora", "fr"),
        ("Apple exclut un rachat de Velmora", "fr"),
        ("Apple assure qu'il ne rachètera pas Velmora", "fr"),
        ("Apple n'est pas intéressé par Velmora, assure son patron", "fr"),
    ],
)
def test_what_is_denied(rules: Rules, headline: str, language: str) -> None:
    assert changes(rules, headline, language) == ["denied"]


@pytest.mark.parametrize(
    ("headline", "of_talks"),
    [
        ("No talks with Velmora, Apple says", True),
        ("Apple dément discuter avec Velmora", True),
        ("Apple says there are no merger talks with Velmora", False),
        ("Apple CEO denies Velmora deal", False),
        ("Talks between Apple and Velmora collapse", False),
    ],
)
def test_who_denies_talks_says_not_of_what(rules: Rules, headline: str, of_talks: bool) -> None:
    (end,) = flag(article(headline), rules).undone
    assert end.of_talks == of_talks


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Apple and Velmora close deal", "en"),
        ("Apple closes Velmora deal", "en"),
        ("Apple completes purchase of Velmora", "en"),
        ("Apple wraps up Velmora takeover", "en"),
        ("Apple's takeover of Velmora is complete", "en"),
        ("Apple et Velmora bouclent l'acquisition", "fr"),
        ("Rachat de Velmora : Apple boucle l'opération", "fr"),
        ("Le rachat de Velmora par Apple est finalisé", "fr"),
    ],
)
def test_what_is_done(rules: Rules, headline: str, language: str) -> None:
    assert changes(rules, headline, language, SIGNED) == ["closed"]


@pytest.mark.parametrize(
    "headline",
    [
        "Apple denies reports of layoffs at Velmora",
        "Apple denies Velmora access to App Store",
        "Apple denies Velmora talks stalled",
        "Apple denies Meta-Velmora deal",
        "Velmora denies talks with Apple, Google and Meta",
        "No talks with Velmora, Google says",
        "No price rise in Velmora deal, Apple says",
        "Apple won't rule out buying Velmora",
        "Apple not buying Velmora hype",
        "Apple will not buy Velmora before June",
        "Apple should not buy Velmora, analyst says",
        "Apple walks away from Velmora deal, sources say",
        "Apple scraps Velmora headset",
        "Apple scraps plan to rename Velmora",
        "Apple pulls Velmora from sale",
        "Apple drops Velmora as supplier",
        "Apple ends talks with Google, turns to Velmora",
        "Apple and Velmora end dispute",
        "Apple and Velmora call off launch party",
        "Talks between Apple and Velmora go on",
        "Talks between Apple and Velmora nearly collapsed, then resumed",
        "Talks between Apple and Velmora could collapse",
        "Talks between Apple and Velmora have not collapsed",
        "Talks between Apple and Velmora staff over pay collapse",
        "Apple's bid for Velmora fails to impress investors",
        "Velmora rejects Meta's offer",
        "Velmora shareholder rejects Apple's offer",
        "Velmora declines to comment on Apple bid",
        "Velmora may reject Apple's offer",
        "FTC seeks to block Apple's purchase of Velmora",
        "EU won't block Apple's purchase of Velmora",
        "Is Apple's Velmora deal off?",
        "Why Apple should walk away from Velmora",
        "Velmora closes data centre",
        "Apple closes Velmora office",
        "Apple closes in on Velmora deal",
        "Apple close to Velmora deal",
        "Apple and Velmora close in on deal",
        "Apple and Velmora finalise terms of deal",
        "Apple expects to close Velmora deal in June",
        "Apple completes review of Velmora",
    ],
)
def test_what_only_sounds_so(rules: Rules, headline: str) -> None:
    assert not {"denied", "abandoned", "closed"}.intersection(changes(rules, headline, "en", SIGNED))


@pytest.mark.parametrize(
    "headline",
    [
        "Apple dément des licenciements chez Velmora",
        "Apple ne dément pas le rachat de Velmora",
        "Apple n'exclut pas un rachat de Velmora",
        "Apple ne renonce pas à Velmora",
        "Apple retire son offre d'emploi pour Velmora",
        "Apple retire Velmora de la vente",
        "Apple abandonne la marque Velmora",
        "Apple rompt le silence sur le rachat de Velmora",
        "Apple ne rachètera pas seul Velmora",
        "Apple n'investira pas dans les bureaux de Velmora",
        "Les discussions entre Apple et Velmora se poursuivent",
        "Les discussions entre Apple et Velmora pourraient capoter",
        "Velmora refuse l'offre de Meta",
        "Velmora refuse de commenter l'offre d'Apple",
        "Bruxelles refuse de bloquer le rachat de Velmora par Apple",
        "Apple et Velmora mettent fin à leur litige avec un accord",
        "Apple va boucler le rachat de Velmora en mai",
        "Apple finalise les discussions avec Velmora",
    ],
)
def test_what_only_sounds_so_in_french(rules: Rules, headline: str) -> None:
    assert not {"denied", "abandoned", "closed"}.intersection(changes(rules, headline, "fr", SIGNED))


def test_what_stands_below_an_end_tells_no_deal_again(rules: Rules) -> None:
    below = "Apple had agreed to acquire AI startup Velmora for $900 million."
    assert changes(rules, "Apple walks away from Velmora", "en", SIGNED, below) == ["abandoned"]


def test_a_deal_beside_an_end_is_told(rules: Rules) -> None:
    headline = "Apple ends talks with Google and buys AI startup Velmora for $900 million"
    (told,) = flag(article(headline), rules).deals
    assert told.target is not None
    assert (told.target.value, told.status) == ("Velmora", "confirmed")


def test_a_round_is_not_closed_by_the_close_of_a_deal(rules: Rules) -> None:
    first = "Microsoft invests $2 billion in AI lab Velmora"
    assert changes(rules, "Microsoft and Velmora close deal", "en", first) == []


@pytest.mark.parametrize(
    "again",
    [
        "deal ",
        "talks with Apple and ",
        "Apple's ",
        "no deal with Velmora, ",
        "s's ",
        "not in talks with Apple ",
    ],
)
def test_words_of_an_end_told_without_end_take_no_time(rules: Rules, again: str) -> None:
    headline = f"Apple ends {again * (180 // len(again))}zz"
    begin = time.process_time()
    flag(article(headline), rules)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Investors cheer Apple's purchase of AI startup Velmora", "en"),
        ("Apple investors welcome the purchase of AI startup Velmora", "en"),
        ("Markets applaud Apple's $900 million investment in AI lab Velmora", "en"),
        ("Les investisseurs saluent le rachat de la start-up d'IA Velmora par Apple", "fr"),
    ],
)
def test_what_the_market_thinks_of_a_deal_is_no_deal(rules: Rules, headline: str, language: str) -> None:
    assert flag(article(headline, language=language), rules).labels == ()


def test_what_the_market_does_while_a_deal_is_told_hides_none(rules: Rules) -> None:
    headline = "Investors cheer as Apple buys AI startup Velmora for $900 million"
    assert flag(article(headline), rules).labels == ("ai_investment",)
