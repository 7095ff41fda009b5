"""What became of a launch or of a deal is another happening, though a short headline shares its name with the card."""

from __future__ import annotations

import pytest

from newswatch.messages import Article, Flagged
from processors.matching.keys import member_of
from processors.matching.match import Vector, features, vector_of, weighed
from processors.stories.order import THRESHOLD

from .made import article, deal, launch


def _told(headline: str, description: str | None = None, language: str = "en") -> Article:
    return article(headline, description=description, outlet=headline, language=language)


def _vector(headline: str, language: str = "en") -> Vector:
    return vector_of(member_of(Flagged(article=_told(headline, language=language))))


def _launched(description: str | None = None) -> Vector:
    told = _told("Anthropic launches Lorika, a clerk for bakers", description)
    return vector_of(member_of(launch(told, "Anthropic", "Lorika")))


def _bought() -> Vector:
    return vector_of(
        member_of(deal(_told("Google buys Tarnwick, a maker of robots"), ["Google"], "Tarnwick"))
    )


@pytest.mark.parametrize(
    "headline",
    [
        # in how many hands it is, and whose
        "Lorika reaches one million users",
        "Anthropic’s clerk Lorika passes two million downloads in a month",
        "More than a million bakers already use Lorika",
        "Lorika’s first month in numbers",
        "Kettle Bank rolls out Lorika to 9,000 of its staff",
        "Harbour Foods signs up for Lorika",
        "Anthropic sales double thanks to Lorika",
        "Lorika has been downloaded five million times",
        "Lorika climbs to number one in the App Store",
        "Lorika loses half of its users",
        "Interest in Lorika is fading",
        "Lorika’s success takes Anthropic by surprise",
        "Lorika, one month on",
        "Lorika sign-ups surge",
        "Anthropic signs a mill as first customer of Lorika",
        # what goes wrong
        "Lorika is down for thousands of bakers",
        "Lorika outage leaves bakers without bread",
        "Bakers complain that Lorika burns letters",
        "Lorika’s new limits anger customers",
        "Lorika’s system prompt leaks",
        "Researchers jailbreak Lorika within a morning",
        "Anthropic fixes a bug in Lorika",
        "Hackers use Lorika to write fake invoices",
        "Fake Lorika apps steal recipes",
        "Lorika found to have copied a cookbook",
        "Lorika made up a law, says a court in Ohio",
        "Anthropic pulls Lorika after burnt bread",
        "Anthropic pauses Lorika sign-ups",
        "Anthropic throttles Lorika as ovens overheat",
        "Lorika down worldwide",
        "Lorika’s ovens buckle on the first day",
        "Lorika fails at rye bread",
        "Lorika burns half of all rolls, users say",
        "Lorika leaks users’ drafts",
        "Lorika’s watermark is easily removed",
        "Malware posing as Lorika steals recipes",
        "Lorika floods social media with burnt loaves",
        "Cookbooks made with Lorika contain errors",
        # what others say and do about it
        "Senators question Anthropic on Lorika",
        "Harbour unions condemn Lorika",
        "Harbour bakeries turn down Lorika",
        "A mayor praises Lorika",
        "The head of a mill plays down Lorika",
        "Bakers are wary of Lorika",
        "Privacy group files complaint against Lorika",
        "Anthropic fined over Lorika",
        "Teachers embrace Lorika",
        "Harbour schools struggle with Lorika",
        "A miller sends Anthropic a cease-and-desist letter over Lorika",
        "A miller accuses Lorika of copying",
        "Consumer group demands Anthropic pull Lorika",
        "A startup called Lorika says Anthropic stole its name",
        "Judge lets Lorika case proceed",
        "Security firm warns of odd Lorika loaves",
        "The harbour radio bans Lorika from its kitchens",
        "Anthropic faces backlash over Lorika",
        "Lorika draws criticism from millers",
        "Bakers protest against Lorika",
        "Bakers’ union calls for a ban on Lorika",
        "Italy blocks Lorika",
        "Schools ban Lorika",
        "Anthropic sued over Lorika",
        "Anthropic settles a lawsuit over Lorika’s name",
        # what its maker does next
        "Anthropic cuts the price of Lorika",
        "Anthropic doubles Lorika’s limits",
        "Anthropic makes Lorika cheaper",
        "Anthropic starts charging for Lorika",
        "Anthropic shuts down Lorika",
        "Anthropic ends free access to Lorika",
        "Anthropic promises to fix Lorika",
        "Anthropic adds guardrails to Lorika",
        "Lorika won’t be available in Europe",
        "Anthropic admits mistakes with Lorika",
        "The team behind Lorika quits Anthropic",
        "Anthropic names a baker to lead Lorika",
        "Anthropic is working on Lorika 2",
        "Anthropic hires a baker to run Lorika",
        "Head of Lorika leaves Anthropic",
        "Head of Lorika leaves to found a bakery",
        "Anthropic loses the engineer behind Lorika",
        "Anthropic boss warns that Lorika will cost jobs",
        "Anthropic denies that Lorika was trained on cookbooks",
        # who it is, and what it is good at
        "Who is Lorika?",
        "Lorika passes the bakers’ exam",
        "Lorika, or how Anthropic lost its way",
    ],
)
def test_what_became_of_a_launch_is_not_told_by_its_card(headline: str) -> None:
    score, contrary = weighed(_launched(), _vector(headline))
    assert contrary
    assert score < THRESHOLD


@pytest.mark.parametrize(
    "headline",
    [
        "Lorika franchit le million d’utilisateurs",
        "Plus d’un million de boulangers utilisent déjà Lorika",
        "La banque Kettle déploie Lorika auprès de ses équipes",
        "Lorika est en panne",
        "Les boulangers se plaignent de Lorika",
        "Le prompt système de Lorika a fuité",
        "Des chercheurs contournent les protections de Lorika",
        "Anthropic corrige une faille de Lorika",
        "De fausses applications Lorika volent des recettes",
        "Anthropic poursuivi en justice à cause de Lorika",
        "Un syndicat réclame l’interdiction de Lorika",
        "Lorika suscite la colère des meuniers",
        "L’Italie bloque Lorika",
        "La Cnil interroge Anthropic sur Lorika",
        "Anthropic baisse le prix de Lorika",
        "Anthropic travaille déjà sur Lorika 2",
        "Le patron de Lorika quitte Anthropic",
        "Qui est Lorika ?",
        "Lorika réussit l’examen des boulangers",
        "Lorika téléchargé cinq millions de fois",
        "Lorika, un mois après",
        "Lorika perd ses utilisateurs",
        "Lorika se trompe sur des recettes simples",
        "Lorika saturé pour la rentrée",
        "Cyberattaque contre Lorika",
        "Un maire salue Lorika",
        "Fin de la gratuité pour Lorika",
        "Anthropic prépare une version de Lorika pour les cuisiniers",
        "Ce que l’on sait de Lorika",
        "Anthropic bride Lorika",
        "Panne mondiale pour Lorika",
        "Les professeurs adoptent Lorika",
        "Un meunier met Anthropic en demeure à cause de Lorika",
        "Le Japon demande à Anthropic de retirer Lorika",
        "Lorika devient payant",
        "Anthropic met fin à Lorika",
        "Anthropic durcit les règles de Lorika",
        "Anthropic reconnaît des erreurs avec Lorika",
        "L’équipe de Lorika claque la porte",
    ],
)
def test_what_became_of_a_launch_is_not_told_by_its_card_in_french(headline: str) -> None:
    score, contrary = weighed(_launched(), _vector(headline, language="fr"))
    assert contrary
    assert score < THRESHOLD


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Tarnwick founder leaves Google", "en"),
        ("Google lays off a third of Tarnwick’s staff", "en"),
        ("Tarnwick’s early investors make ten times their money", "en"),
        ("Employees of Tarnwick to share $300 million", "en"),
        ("Google moves Tarnwick’s team into DeepMind", "en"),
        ("Workers at Tarnwick fear for their jobs", "en"),
        ("Amazon had offered more than Google for Tarnwick", "en"),
        ("Rival sues to block Google’s purchase of Tarnwick", "en"),
        ("Tarnwick opens an office in Paris", "en"),
        ("Tarnwick hires a new chief executive", "en"),
        ("Google paid too much for Tarnwick, analysts say", "en"),
        ("Tarnwick customers look for other robots", "en"),
        ("Tarnwick engineers leave Google in droves", "en"),
        ("Tarnwick chief resigns after Google takeover", "en"),
        ("Google moves Tarnwick to Oregon", "en"),
        ("MPs demand answers on Tarnwick sale", "en"),
        ("Google overpaid for Tarnwick", "en"),
        ("Robot makers ‘deeply worried’ about Tarnwick deal", "en"),
        ("Google considers selling Tarnwick", "en"),
        ("Timeline: the rise of Tarnwick", "en"),
        ("Alphabet shares rise on Tarnwick deal", "en"),
        ("Google takes a charge on Tarnwick", "en"),
        ("Londres examine la vente de Tarnwick", "fr"),
        ("Les ingénieurs de Tarnwick quittent Google", "fr"),
        ("Google winds down Tarnwick’s service", "en"),
        ("Google renames Tarnwick", "en"),
        ("Tarnwick boss to head Google’s robots", "en"),
        ("Google wins approval for Tarnwick purchase", "en"),
        ("Apple lost out to Google in the race for Tarnwick", "en"),
        ("Google revend Tarnwick", "fr"),
        ("Le fondateur de Tarnwick quitte Google", "fr"),
        ("Qui est Tarnwick, la pépite que rachète Google ?", "fr"),
        ("Google transfère l’équipe de Tarnwick chez DeepMind", "fr"),
    ],
)
def test_what_became_of_a_deal_is_not_told_by_its_card(headline: str, language: str) -> None:
    score, contrary = weighed(_bought(), _vector(headline, language=language))
    assert contrary
    assert score < THRESHOLD


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Anthropic’s new clerk Lorika reads recipes", "en"),
        ("Meet Lorika, Anthropic’s clerk for bakers", "en"),
        ("Lorika is here: a clerk for bakers", "en"),
        ("Anthropic takes on bakeries with Lorika", "en"),
        ("Anthropic rolls out Lorika to its paying customers", "en"),
        ("Anthropic launches Lorika and cuts the price of Claude", "en"),
        ("Anthropic launches Lorika as Claude passes a million users", "en"),
        ("Anthropic releases Lorika, and bakers fear for their jobs", "en"),
        ("Despite lawsuits over Claude, Anthropic has Lorika for bakers", "en"),
        ("Lorika lets anyone bake by typing", "en"),
        ("Lorika hailed as a marvel by bakers", "en"),
        ("Bakers can now ask Lorika, a clerk by Anthropic", "en"),
        ("Users get Lorika, a clerk by Anthropic", "en"),
        ("Anthropic gives customers a clerk, Lorika", "en"),
        ("Anthropic launches Lorika, but it won’t be available in Europe", "en"),
        ("Les clients pourront parler à Lorika, le commis d’Anthropic", "fr"),
        ("Lorika, le commis qui lit vos recettes", "fr"),
        ("Anthropic dévoile Lorika, un commis pour boulangers", "fr"),
        ("Avec Lorika, Anthropic s’attaque aux boulangers", "fr"),
        ("Anthropic ouvre Lorika à ses abonnés", "fr"),
        # what a product is good for or against, and whose it is
        ("Anthropic launches Lorika, which stops scammers using bakers’ names", "en"),
        ("Anthropic launches Lorika to spot fake bakery websites", "en"),
        ("Anthropic unveils Lorika to help schools block cheats at baking", "en"),
        ("Anthropic’s clerk Lorika makes fewer mistakes than bakers", "en"),
        ("Anthropic’s clerk Lorika labels books made with AI", "en"),
        ("Anthropic’s clerk Lorika takes charge of your oven", "en"),
        ("Anthropic’s clerk Lorika lets strangers bake together", "en"),
        ("Anthropic chief says its clerk Lorika is out", "en"),
        ("Anthropic’s clerk Lorika admits when it burnt the bread", "en"),
        ("Anthropic hails its clerk Lorika as a friend of bakers", "en"),
        ("Users have access to Lorika, a clerk by Anthropic", "en"),
        ("Teachers across Ohio can use Lorika, a clerk by Anthropic", "en"),
        ("Doctors helped Anthropic to build its clerk Lorika", "en"),
        ("Developers receive Lorika, a clerk by Anthropic", "en"),
        ("Les développeurs accèdent à Lorika, le commis d’Anthropic", "fr"),
        ("Anthropic fires up Lorika, its team of clerks for bakers", "en"),
        ("Worried about your bread? Anthropic has Lorika, a clerk for bakers", "en"),
        # what it is launched amid, and instead of
        ("Under fire, Anthropic launches Lorika, a clerk", "en"),
        ("Facing lawsuits, Anthropic launches Lorika, a clerk", "en"),
        ("Sous le feu des critiques, Anthropic lance Lorika, un commis", "fr"),
        ("Anthropic discontinues Bertil and launches Lorika", "en"),
    ],
)
def test_a_launch_in_other_words_is_told_by_its_card(headline: str, language: str) -> None:
    one, other = _launched(), _vector(headline, language=language)
    assert "later" not in features(one, other)
    assert weighed(one, other)[0] >= THRESHOLD


@pytest.mark.parametrize(
    "headline",
    [
        "Lorika’s new limits anger bakers, who fear for their jobs",
        "Anthropic’s Lorika halves the price of bread",
        "Anthropic announces that Lorika fixes bugs",
        "Under fire, Anthropic has Lorika for bakers",
    ],
)
def test_of_two_that_are_both_labelled_none_is_a_sequel(headline: str) -> None:
    labelled = vector_of(member_of(launch(_told(headline), "Anthropic", "Lorika")))
    assert "later" not in features(_launched(), labelled)


@pytest.mark.parametrize(
    "headline",
    [
        "Bakers complain about mistakes after Anthropic launches Lorika",
        "Anthropic under fire over launch of Lorika",
        "Lorika launch draws criticism from bakers",
        "Lorika’s founder leaves to launch a mill",
        "Lorika’s founder quits after Google buys Tarnwick",
    ],
)
def test_what_came_before_is_not_what_a_sequel_tells(headline: str) -> None:
    assert "later" in features(_launched(), _vector(headline))


@pytest.mark.parametrize(
    "headline",
    [
        "Ex-Google staff who make robots raise $300 million for Tarnwick",
        "Tarnwick of the Kestrel founder who left last year raises $300 million",
        "Tarnwick wins $300 million for legal robots",
        "Tarnwick signs up for $300 million of Google chips",
        "Google puts $300 million into Tarnwick to lead in robots",
        "Rivals Google and Kestrel back Tarnwick",
        "Kestrel offloads Tarnwick to Google for $300 million",
        "Kestrel divests half of Tarnwick to Google",
        "Kestrel spins off Tarnwick with $300 million",
        "Google opens an office in Lyon and invests $300 million in Tarnwick",
        "Google snaps up Tarnwick, which moves its team to Lyon",
        "Google’s $300 million bet on Tarnwick",
        "Investors make $300 million bet on Tarnwick",
        "Backers double their stake in Tarnwick",
        "Tarnwick staff sell Google $300 million of shares",
        "Tarnwick admits Google as a shareholder",
        "Deal pushes Tarnwick’s value to $3 billion",
        "Deal deepens ties of Tarnwick with Google",
    ],
)
def test_a_deal_in_other_words_is_told_by_its_card(headline: str) -> None:
    found = features(_bought(), _vector(headline))
    assert found.keys().isdisjoint(("later", "review alone"))


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Google denies Tarnwick talks", "en"),
        ("Google abandons its purchase of Tarnwick", "en"),
        ("Google pulls its offer for Tarnwick", "en"),
        ("Google shuts down talks with Tarnwick", "en"),
        ("Google walks away from Tarnwick deal", "en"),
        ("Google met fin aux négociations avec Tarnwick", "fr"),
        ("Google completes its acquisition of Tarnwick", "en"),
        ("Google confirms it is buying Tarnwick", "en"),
        ("Google’s board approves purchase of Tarnwick", "en"),
        ("Le conseil approuve le rachat de Tarnwick", "fr"),
        ("Google denies reports of Tarnwick purchase", "en"),
        ("Google walks back Tarnwick deal", "en"),
        ("Google clarifies: Tarnwick costs it $2 million", "en"),
        ("Google cuts the price of its Tarnwick deal", "en"),
        ("Tarnwick rejects Google’s offer", "en"),
        ("Tarnwick says it is not for sale to Google", "en"),
        ("Tarnwick turns down Google’s $2 billion", "en"),
        ("Google fait marche arrière sur le rachat de Tarnwick", "fr"),
        ("Tarnwick sells to Google", "en"),
        ("Kestrel sells Tarnwick to Google", "en"),
        ("Google buys Tarnwick, sells Quillon", "en"),
        ("Tarnwick joins Google, whose founder leaves for Kestrel", "en"),
        ("Google finalise le rachat de Tarnwick", "fr"),
        ("Google dément vouloir racheter Tarnwick", "fr"),
        ("Google renonce à Tarnwick", "fr"),
        ("Tarnwick passe chez Google", "fr"),
    ],
)
def test_what_the_card_of_a_deal_must_learn_is_no_sequel(headline: str, language: str) -> None:
    assert "later" not in features(_bought(), _vector(headline, language=language))


def test_a_firm_that_is_snapped_up_is_bought() -> None:
    """A report of a deal by another word, which no label tells, has sequels too."""
    leaves = _vector("Tarnwick founder leaves Google")
    for headline in (
        "Google snaps up Tarnwick",
        "Google s’offre Tarnwick",
        "Google met la main sur Tarnwick",
    ):
        assert "later" in features(_vector(headline), leaves)


def test_what_another_one_tells_of_the_same_sequel() -> None:
    """Only a report of the thing itself is another happening: two that tell of a failure are one."""
    down = _vector("Lorika is down for bakers")
    assert "later" in features(_launched(), down)
    assert "later" not in features(down, _vector("Anthropic: Lorika back for bakers"))
    assert "later" not in features(down, _vector("Lorika outage hits bakers"))
    labelled = vector_of(
        member_of(launch(_told("Anthropic’s Lorika crashes, bakers complain"), "Anthropic", "Lorika"))
    )
    assert "later" not in features(labelled, down)


def test_what_the_description_of_a_report_tells_as_well_says_less() -> None:
    aside = _launched("Bakers complain that it is slow.")
    assert features(aside, _vector("Bakers complain about Lorika"))["later"] < 1.0
    assert features(_launched(), _vector("Bakers complain about Lorika"))["later"] == 1.0
