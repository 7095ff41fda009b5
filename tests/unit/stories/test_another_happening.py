"""What makes it another happening of the same firm, and what only seems to: a word that is read for another kind."""

from __future__ import annotations

import time

import pytest

from newswatch.messages import Article, Figure, Flagged
from processors.matching.keys import member_of
from processors.matching.kinds import happenings
from processors.matching.match import Vector, features, vector_of
from processors.matching.named import names_of
from processors.matching.rare import is_rare
from processors.matching.signs import builder_of, hosts_of, looked_back_at
from processors.matching.told import headline_of, summary_of
from processors.matching.weights import CONTRARY, WEIGHTS
from processors.matching.words import fold

from .made import article, deal, launch

DAY = 24 * 60


def _made(flagged: Flagged) -> Vector:
    return vector_of(member_of(flagged))


def _vector(
    headline: str, description: str | None = None, minutes: float = 0, language: str = "en"
) -> Vector:
    return _made(Flagged(article=_told(headline, description, minutes, language)))


def _told(headline: str, description: str | None = None, minutes: float = 0, language: str = "en") -> Article:
    return article(headline, minutes, description=description, outlet=headline, language=language)


@pytest.mark.parametrize(
    ("headline", "kind", "there"),
    [
        # what costs less, or a share of it, is no fall on the stock market
        ("Baisse de prix pour Vireo 3 : -40 % sur l’API", "reaction", False),
        ("Vireo prices drop by 40%", "reaction", False),
        ("Kestrel shares drop 5% after price cut", "reaction", True),
        ("Kestrel drops 5% after a rival cuts its prices", "reaction", True),
        # what something is not, told of which
        ("Kestrel finance Vireo, un robot qui n’est pas un jouet", "review", False),
        ("Kestrel ships Vireo, a robot that isn’t just a toy", "review", False),
        ("Vireo n’est pas un jouet", "review", True),
        ("Vireo isn’t just a toy", "review", True),
        # what a thing is good against
        ("Kestrel ships a shield against deepfakes", "aftermath", False),
        ("Vireo 4 has a lower hallucination rate", "aftermath", False),
        ("Un outil de Kestrel contre les arnaques", "aftermath", False),
        ("Vireo 4 : trois fois moins d’hallucinations", "aftermath", False),
        ("Kestrel’s deepfake detector is free", "aftermath", False),
        ("Vireo makes deepfakes of ministers", "aftermath", True),
        ("Un deepfake de Vireo trompe un ministre", "aftermath", True),
        # what a thing is made for
        ("Vireo lets shops use borrowed voices for their ads", "ads", False),
        ("Kestrel puts ads into Vireo", "ads", True),
        # who falls as another one did, and who sues as another one did
        ("Après Tarnwick, Vireo tombe en panne à son tour", "again", False),
        ("Un écrivain attaque à son tour Vireo en justice", "again", True),
        ("Vireo est de nouveau en panne", "again", True),
        ("Vireo 4 brings Kestrel back to the front", "arrival", False),
        ("Kestrel brings Vireo to the Harbour editor", "arrival", True),
        ("Vireo 4 is live on Harbour", "arrival", True),
        ("Vireo 4 is now the default model in Harbour", "arrival", True),
        ("Vireo : il faut se méfier des rumeurs", "review", True),
        ("Take the Vireo rumours with a grain of salt", "review", True),
        ("Vireo 4 takes the lead among open models", "score", True),
        ("Vireo 4, new leader in arithmetic", "score", True),
    ],
)
def test_which_kind_a_headline_names(headline: str, kind: str, there: bool) -> None:
    assert (kind in _vector(headline).kinds) is there


@pytest.mark.parametrize(
    ("headline", "kept"),
    [
        ("Is Kestrel hiding Vireo from thieves — or from us?", "Is Kestrel hiding Vireo from thieves — or from us?"),
        ("Kestrel hides Vireo from thieves — or from us", "Kestrel hides Vireo from thieves — or from us"),
        ("Kestrel ships Vireo 4 - The Harbour Gazette", "Kestrel ships Vireo 4"),
        ("Kestrel ships Vireo 4 (5 minute read)", "Kestrel ships Vireo 4"),
        ("Kestrel ships Vireo 4 (5 minute read) - The Harbour Gazette", "Kestrel ships Vireo 4"),
        ("Show HN: Vireo, a kettle that listens", "Vireo, a kettle that listens"),
        ("Launch HN: Vireo (YC S31) – Kettles for clinics", "Vireo – Kettles for clinics"),
        ("Vireo 4 model card [pdf]", "Vireo 4 model card"),
        ("RT Kestrel Labs: Vireo 4 ships", "Vireo 4 ships"),
    ],
)  # fmt: skip
def test_what_a_feed_adds_is_no_word_of_the_headline(headline: str, kept: str) -> None:
    assert headline_of(article(headline)) == kept


def test_what_a_newsletter_puts_into_each_description_is_none_of_its_words() -> None:
    assert "read" not in summary_of(article("Vireo", description="Kestrel ships Vireo 4 (7 minute read)"))
    excerpt = "This is an excerpt of Kettles, a letter by Ada Quill. Kestrel ships Vireo 4."
    assert summary_of(article("Vireo", description=excerpt)).strip(" .") == "Kestrel ships Vireo 4"


def test_the_version_before_is_not_what_the_other_one_tells() -> None:
    assert "Lux" not in set(looked_back_at("Vireo 3.7 Lux ships three weeks after Vireo 3.6 Lux"))
    assert "Vireo" in set(looked_back_at("Vireo under fire days after the Vireo 4 launch"))
    one = _vector("Vireo 3.7 Lux ships three weeks after 3.6 Lux")
    assert "looks back" not in features(one, _vector("Vireo 3.7 Lux puts Kestrel ahead"))


@pytest.mark.parametrize(
    "vow",
    [
        "Kestrel vows to sue London over its robot label",
        "Kestrel to challenge London’s robot label in court",
        "Kestrel va contester l’étiquette de Londres en justice",
    ],
)
def test_who_means_to_sue_has_not_sued(vow: str) -> None:
    sued = _vector("Kestrel sues London over its robot label", minutes=3 * DAY)
    assert features(_vector(vow), sued)["two court stages"] == 1.0
    at_once = _vector("Kestrel sues London over its robot label")
    assert features(_vector(vow), at_once)["two court stages"] < 1.0  # `to sue` for `sues`
    assert "two court stages" not in features(_vector(vow), _vector("Kestrel could sue London in court"))


def test_a_variant_is_the_same_before_and_behind_its_number() -> None:
    one = _vector("Introducing Orbi 3.8 Lux and 3.8 Lux Quorin")
    assert "two sisters" not in features(one, _vector("Orbi Lux 3.8: a price for all"))
    assert "two sisters" in features(_vector("Orbi Pad is here"), _vector("Orbi Band is here"))


def test_the_sum_of_what_another_one_did_hours_before_is_not_of_the_deal_that_is_taken_to_have_it() -> None:
    aside = "It was told just hours after Microsoft announced a $9.4 billion deal with Kestrel of Oslo."
    told = deal(_told("Vireo rents kettles to Microsoft", aside), ["Microsoft"], "Vireo", 9.4e9)
    told = told.model_copy(update={"figures": (Figure(value=9.4e9, currency="USD"),)})
    assert not _made(told).amounts
    own = deal(_told("Vireo lands $9.4 billion, days after Kestrel announced a fund"), [], "Vireo", 9.4e9)
    assert _made(own).amounts


def test_an_outlet_tells_one_sum_twice_and_two_deals_once_each() -> None:
    def told(headline: str, target: str, amount: float, minutes: float = 0) -> Vector:
        return _made(deal(article(headline, minutes, outlet="The Gazette"), [], target, amount))

    first = told("A former locksmith just raised $190M for Vireo", "Vireo", 1.9e8)
    assert "outlet's next" not in features(first, told("Kettle maker Vireo gets $189.9M", "Vireo", 1.899e8))
    later = told("Kettle maker Vireo gets $189.9M", "Vireo", 1.899e8, 3 * DAY)
    assert "outlet's next" in features(first, later)
    assert "outlet's next" in features(first, told("Tarnwick, a rival, raises $190M", "Tarnwick", 1.9e8))
    assert "outlet's next" in features(first, told("Vireo gets $20M for its boats", "Vireo", 2e7))


@pytest.mark.parametrize(
    ("headline", "hosts"),
    [
        ("Vireo 4 is now available in Harbour Desk", {"harbour", "desk"}),
        ("Vireo 4 is live on AI Harbour", {"harbour"}),
        ("Vireo 4 est disponible dans Harbour", {"harbour"}),
        ("Vireo 4 is now available in the API", set()),
        ("Vireo 4 is live on Monday", set()),
        ("Vireo 4 arrives in Japan", set()),
        ("Vireo 4 comes to GitHub", set()),
        ("Vireo 4 is now available on X Premium", set()),
        ("Vireo 4 is available on Hugging Face", set()),
        ("Vireo 4 comes to life", set()),
    ],
)
def test_whose_product_a_thing_comes_into(headline: str, hosts: set[str]) -> None:
    assert set(hosts_of(headline)) == hosts


def test_who_offers_a_model_besides_its_maker_tells_something_else() -> None:
    out = _vector("Kestrel launches Vireo 4")
    assert "hosted" in features(out, _vector("Vireo 4 is now available in Harbour"))
    assert "hosted" not in features(out, _vector("Vireo 4 is now available in the API"))
    there = _vector("Kestrel launches Vireo 4", "It is there in Harbour too.")
    assert "hosted" not in features(there, _vector("Vireo 4 is now available in Harbour"))
    assert "hosted" in CONTRARY
    preferred = _vector("Opus 9 is now the preferred model in Microsoft Copilot")
    assert "elsewhere" in features(_vector("Anthropic launches Opus 9"), preferred)


def test_a_faster_sister_is_another_product() -> None:
    grok = _made(launch(_told("xAI launches Grok 9.1"), "xAI", "Grok 9.1"))
    fast = _made(launch(_told("Grok 9.1 Fast and a tool for kettles"), "xAI", "Grok 9.1 Fast"))
    assert "two products" in features(grok, fast)


def test_a_product_whose_words_the_other_text_has_is_no_other_one() -> None:
    nurses = _made(launch(_told("Anthropic launches Claude for Nurses"), "Anthropic", "Claude for Nurses"))
    extends = _told("Anthropic gives Claude to nurses, with Chart-Aware Wizards")
    assert "two products" not in features(nurses, _made(launch(extends, "Anthropic", "Chart-Aware Wizards")))
    boats = _told("Anthropic gives Claude to sailors, with Chart-Aware Wizards")
    assert "two products" in features(nurses, _made(launch(boats, "Anthropic", "Chart-Aware Wizards")))
    opus = _made(launch(_told("Opus 9 with Chart-Aware Wizards"), "Anthropic", "Opus 9"))
    assert "two products" in features(opus, _made(launch(extends, "Anthropic", "Chart-Aware Wizards")))


def test_a_round_is_not_the_purchase_of_the_same_firm() -> None:
    raised = _made(deal(_told("Vireo in talks to raise $2 billion"), [], "Vireo", 2e9))
    bought = _made(deal(_told("Kestrel to buy Vireo for $60 billion"), ["Kestrel"], "Vireo", 6e10))
    assert "two deeds" in features(raised, bought)
    assert "two deeds" in CONTRARY
    part = _made(deal(_told("Kestrel buys a stake in Vireo"), ["Kestrel"], "Vireo"))
    assert "two deeds" not in features(raised, part)
    valued = _made(deal(_told("Kestrel buys Vireo, valuing it at $3 billion"), ["Kestrel"], "Vireo"))
    assert features(raised, valued).keys().isdisjoint({"two deeds"})
    worth = _made(deal(_told("Kestrel deal values Vireo at $60 billion"), ["Kestrel"], "Vireo"))
    assert "two deeds" not in features(bought, worth)
    after = _made(deal(_told("Vireo sells to Kestrel after raising $2 billion"), ["Kestrel"], "Vireo"))
    assert "two deeds" not in features(bought, after)
    capacity = _told("Kestrel to buy six gigawatts of kettles")
    assert "two deeds" not in features(raised, _made(deal(capacity, ["Kestrel"], None)))


def test_what_has_hardly_a_word_of_a_launch_is_not_told_by_its_card() -> None:
    """Of one company on one day, one labelled, the other not: without another sign it is the company's next news."""
    shops = launch(_told("Groceries and shoes: shop without leaving ChatGPT"), "OpenAI", None)
    other = "OpenAI wants to bend metal for bridges"
    assert features(_made(shops), _vector(other))["vague"] > 0.5
    assert WEIGHTS["vague"] < 0
    assert "vague" not in features(
        _vector("Groceries and shoes in ChatGPT"), _vector(other)
    )  # two of no label
    assert "vague" not in features(_made(shops), _vector("OpenAI veut plier du métal", language="fr"))
    assert "vague" not in features(_made(shops), _vector("Shoes and groceries without leaving ChatGPT"))


@pytest.mark.parametrize(
    ("name", "rare"),
    [
        ("vireo", True),
        ("mw", False),
        ("llms", False),
        ("mcp", False),
        ("googledeepmind", False),
        ("jensenhuang", False),
        ("claudesonnet", False),
        ("claudeledger", True),
        ("open", False),
        ("paris", False),
    ],
)
def test_what_hardly_anybody_else_is_called(name: str, rare: bool) -> None:
    assert is_rare(name) is rare


def test_what_is_being_done_is_no_name_at_the_beginning() -> None:
    assert list(names_of("Strengthening the harbour of Vireo")) == ["vireo"]
    assert list(names_of("Why Strengthening Vireo pays")) == ["strengthening vireo"]


def test_what_an_aggregator_passes_on_is_of_the_outlet_at_its_end() -> None:
    def told(headline: str) -> Vector:
        return _made(Flagged(article=article(headline, outlet="Kettle News Search")))

    one = told("Kestrel to buy kettle maker Vireo - The Harbour Gazette")
    assert "same outlet" not in features(
        one, told("Vireo goes to Kestrel, which wants kettles - Tarnwick.com")
    )
    assert "same outlet" in features(one, told("Vireo goes to Kestrel | The Harbour Gazette"))
    assert "same outlet" in features(
        told("Kestrel buys Vireo - what we know"), told("Kestrel ships an oven - its first in years")
    )


@pytest.mark.parametrize(
    ("headline", "kind", "there"),
    [
        ("Vireo can respond with drawings", "answer", False),
        ("Vireo can now read and reply to letters", "answer", False),
        ("Voici Vireo, un four qui répond aux questions", "answer", False),
        ("Publishers respond to Vireo", "answer", True),
        ("Kestrel responds to Vireo’s claims", "answer", True),
        ("Kestrel répond à Vireo", "answer", True),
        ("Can kettles guard a house? Kestrel and Vireo built a test for them", "review", False),
        ("Can kettles guard a house?", "review", True),
        ("Can kettles guard a house? Not yet", "review", True),
    ],
)
def test_what_a_product_answers_and_what_is_asked_before_the_news(
    headline: str, kind: str, there: bool
) -> None:
    assert (kind in _vector(headline).kinds) is there


def test_a_licence_is_no_version_of_a_thing() -> None:
    assert not _vector("Kestrel opens Vireo under Apache 2.0").versions


def test_a_thing_comes_to_one_country_and_then_to_another_one() -> None:
    one = _vector("Kestrel launches Vireo in Japan")
    assert "two regions" in features(one, _vector("Kestrel launches Vireo in Brazil"))
    assert "two regions" not in features(one, _vector("Vireo comes to Japan"))
    assert "two regions" not in features(
        _vector("Kestrel opens a lab in Japan"), _vector("Kestrel in Brazil")
    )
    assert WEIGHTS["two places"] + WEIGHTS["two regions"] <= -0.9


def test_editions_of_one_thing_are_sisters() -> None:
    one = _vector("Kestrel launches Vireo Teams")
    assert "two sisters" in features(one, _vector("Kestrel launches Vireo Kids"))
    assert "two sisters" not in features(
        one, _vector("Kestrel launches Vireo Kids", "Vireo Teams came first.")
    )


@pytest.mark.parametrize(
    ("headline", "there"),
    [
        ("Vireo goes down for the second time in a week", True),
        ("Deuxième fois en une semaine : Vireo en panne", True),
        ("Kestrel raises money for the second time", False),
    ],
)
def test_what_fails_for_a_second_time_fails_again(headline: str, there: bool) -> None:
    assert ("again" in _vector(headline).kinds) is there


def test_a_launch_and_later_news_that_has_one_word_of_it() -> None:
    out = _made(launch(_told("Anthropic launches Lorika, a helper for files"), "Anthropic", "Lorika"))
    assert features(out, _vector("Lorika spills letters", minutes=2 * DAY))["vague"] == 1.0
    assert "vague" not in features(out, _vector("Lorika spills files", minutes=2 * DAY))
    assert "vague" not in features(out, _vector("Lorika spills letters"))


@pytest.mark.parametrize(
    ("headline", "kind", "there"),
    [
        # what a thing does that it should not
        ("Vireo exfiltrates letters", "flaw", True),
        ("Vireo leaks the files of its users", "flaw", True),
        ("Vireo wipes a shop’s production database", "flaw", True),
        ("Une faille dans Vireo inquiète les notaires", "flaw", True),
        ("Vireo can be tricked by a postcard", "flaw", True),
        ("Kestrel launches Vireo to find vulnerabilities in code", "flaw", False),
        ("Kestrel’s next oven leaks online", "flaw", False),
        ("Kestrel overhauls the door of Vireo after a flaw in its lock", "flaw", False),
        # who looks into it, or warns of it
        ("Kestrel being investigated over Vireo", "inquiry", True),
        ("Vireo : la CNIL demande des explications à Kestrel", "inquiry", True),
        ("A harbour watchdog issued a warning about Vireo", "inquiry", True),
        ("Kestrel ships Vireo", "inquiry", False),
        # what comes later than it was to
        ("Kestrel delays Vireo to the spring", "delayed", True),
        ("Il faudra patienter pour Vireo", "delayed", True),
        ("Vireo is now delayed", "delayed", True),
        ("Kestrel’s long delayed Vireo arrives", "delayed", False),
        ("After months of delays, Kestrel ships Vireo 3", "delayed", False),
        ("Kestrel livre enfin Vireo 3 après l’avoir retardé", "delayed", False),
        # how it is used
        ("Vireo : les six règles d’or d’une bonne lettre", "guide", True),
        ("Eight tips for Vireo", "guide", True),
        ("Vireo 3 system card", "guide", True),
        ("Kestrel ships Vireo 3 with its system card", "guide", False),
        ("Kestrel ships Vireo with six ovens", "guide", False),
        # what is done about what was told
        ("Kestrel scrambles to remove odd answers", "aftermath", True),
        ("Kestrel s’empresse de corriger Vireo", "aftermath", True),
        ("Kestrel races to launch Vireo", "aftermath", False),
        # how it was made, and what people say of it
        ("Vireo was built in under two weeks by its own code", "guide", True),
        ("In just nine days, Kestrel wrote Vireo with Orbi", "guide", True),
        ("Kestrel a codé Vireo en seulement trois semaines", "guide", True),
        ("Kestrel launches Vireo, an oven built for bakers", "guide", False),
        ("Vireo is made for small kitchens", "guide", False),
        ("Bakers ‘terribly worried’ about the Kestrel deal", "answer", True),
        ("Les boulangers inquiets de l’accord avec Kestrel", "answer", True),
        ("Kestrel deal pushes Tarnwick to the sidelines", "review", True),
        ("Kestrel ships an oven for worried bakers", "answer", False),
        ("Kestrel pushes Vireo into every kitchen", "review", False),
        # who sits where, and shares that somebody buys
        ("Ada Lorne to join Kestrel’s board of directors", "people", True),
        ("Ada Lorne entre au conseil d’administration de Kestrel", "people", True),
        ("Ada Lorne buys 7% of Kestrel stock", "reaction", False),
        ("Kestrel stock drops as Ada Lorne buys ovens", "reaction", True),
        # a launch that only says when
        ("Thieves got into Vireo on launch day", "launch", False),
        ("Vireo has crashed twice since its launch", "launch", False),
        ("Vireo plante depuis sa sortie", "launch", False),
        ("Kestrel launches Vireo after the launch of Orbi", "launch", True),
        # who begins where
        ("Ada Lorne joins Kestrel as chief baker", "people", True),
        ("A cook is Kestrel’s new chief baker", "people", True),
        ("Kestrel nomme Ada Lorne directrice des fours", "people", True),
        ("Kestrel joins a forum", "people", False),
        ("Ada Lorne joins Kestrel as a senior researcher", "people", True),
        ("Vireo 4 joins the oven as default model", "people", False),
        ("Kestrel names Tarnwick as partner for ovens", "people", False),
        # who answers a rival by a launch, and who answers what was said
        ("Kestrel hits back at Tarnwick with Vireo 5", "answer", False),
        ("Kestrel hits back at Tarnwick’s claims", "answer", True),
        ("Avec Vireo 5, Kestrel répond à Tarnwick", "answer", False),
        ("Kestrel lance Vireo 5 en pleine enquête", "inquiry", False),
        ("Four : OpenAI réagit à Vireo Neo", "aftermath", False),
        ("OpenAI réagit à la colère des boulangers", "aftermath", True),
    ],
)
def test_what_is_told_of_a_thing_besides_its_launch(headline: str, kind: str, there: bool) -> None:
    assert (kind in _vector(headline).kinds) is there


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Lorika spills the letters and files of its users", "flaw"),
        ("Anthropic under investigation over Lorika", "inquiry"),
        ("Anthropic delays the drawings of Lorika", "delayed"),
    ],
)
def test_what_goes_wrong_with_a_launch_is_another_happening_at_once(headline: str, kind: str) -> None:
    out = _made(launch(_told("Anthropic launches Lorika, a helper for files"), "Anthropic", "Lorika"))
    after = _vector(headline)
    assert kind in after.kinds
    assert features(out, after)["sequel"] == 1.0


def test_a_law_that_is_signed_and_one_that_is_vetoed() -> None:
    signed = _vector("Governor signs bill on talking ovens")
    assert "two measures" in features(signed, _vector("Governor vetoes bill on talking kettles"))
    assert "two measures" in features(signed, _vector("Un ministre propose une loi sur les fours"))
    both = _vector("Governor signs bill on talking ovens, vetoes bill on kettles")
    assert "two measures" not in features(signed, both)
    assert "two measures" not in features(signed, _vector("Talking ovens now have a law"))


def test_what_one_country_does_and_another_one() -> None:
    one = _vector("China limits the sale of Vireo chips")
    assert "two powers" in features(one, _vector("The US taxes Vireo chips for China"))
    assert "two powers" in features(one, _vector("L’Allemagne taxe les puces de Vireo"))
    assert "two powers" not in features(one, _vector("La Chine limite les puces de Vireo"))
    taxed = _vector("The US taxes Vireo chips for China")
    assert "two powers" not in features(taxed, _vector("China loses its Vireo chips"))
    assert "two powers" not in features(
        taxed, _vector("La Chine privée de puces de Vireo par les États-Unis")
    )
    assert "two powers" not in features(one, _vector("US’s Kestrel can’t sell Vireo chips in China"))
    assert "two powers" not in features(_vector("Japan and Korea block Vireo"), _vector("Korea blocks Vireo"))


def test_a_model_and_what_another_firm_builds_on_it() -> None:
    model = _vector("OpenAI unveils GPT-9, which can draw")
    built = _vector("Kestrel launches a tutor powered by GPT-9")
    assert "hosted" in features(model, built)
    assert "hosted" in features(model, _vector("Kestrel lance un tuteur basé sur GPT-9"))
    assert "hosted" not in features(built, _vector("With GPT-9, Kestrel has a tutor"))
    assert "hosted" not in features(built, _vector("Startup launches a tutor powered by GPT-9 at Kestrel"))
    assert "hosted" not in features(model, _vector("New tutor powered by GPT-9"))


def test_who_launches_a_thing_against_a_rival_launches_it() -> None:
    def told(headline: str) -> Vector:
        return _made(launch(_told(headline), "OpenAI", "Vireo"))

    one, other = told("OpenAI launches Vireo"), told("OpenAI responds to Kestrel: Vireo is out")
    assert "answer" in other.kinds
    assert "answer alone" not in features(one, other)


def test_who_is_hired_here_leaves_there() -> None:
    here = _vector("Kestrel quits the race for robots: Lorne departs for Tarnwick’s laboratory")
    there = _vector("Kestrel hires a brain for its staff")
    assert {"people"} <= here.kinds & there.kinds
    assert "two topics" not in features(here, there)


def test_an_authority_does_one_thing_at_a_time() -> None:
    looks = _vector("Harbour council investigates Vireo")
    assert "two measures" in features(looks, _vector("Minister bans Vireo"))
    assert "two measures" in features(looks, _vector("Des droits de douane pour Vireo"))
    assert "two measures" in features(looks, _vector("Minister lifts the ban on the sale of kettles"))
    assert "two measures" not in features(looks, _vector("Une enquête vise Vireo"))
    assert "two measures" not in features(
        looks, _vector("Council opens a probe into Vireo, which a minister bans")
    )
    assert "two measures" not in features(looks, _vector("Vireo is out"))
    loses = _vector("Judge rules against Vireo, which must pay")
    assert "two measures" not in features(loses, _vector("Vireo fined over kettles"))
    vetoed = _vector("Governor vetoes kettle bill")
    assert "two measures" not in features(vetoed, _vector("Governor blocks kettle bill"))
    allowed = _vector("Minister allows the sale of kettles")
    assert "two measures" not in features(allowed, _vector("Minister drops ban on kettles"))


def test_two_things_of_one_company_that_no_label_tells() -> None:
    fails, hires = _vector("Kestrel is down"), _vector("Kestrel hires a baker")
    assert "two acts" in features(fails, hires)
    assert "two acts" not in features(fails, _vector("Kestrel en panne"))
    assert "two acts" not in features(fails, _vector("Kestrel hires a baker while it is down"))
    labelled = _made(launch(_told("Kestrel hires a baker"), "Kestrel", "Vireo"))
    assert "two acts" not in features(fails, labelled)


@pytest.mark.parametrize("again", ["fires Back A with ", "A-"])
def test_a_headline_that_says_one_thing_over_and_over_is_read_in_time(again: str) -> None:
    begun = time.process_time()
    happenings(again * 300, fold(again * 300), fold(again * 300))
    builder_of(again * 4000)
    assert time.process_time() - begun < 1.0
