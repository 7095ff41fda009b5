"""Later tellings: views of a happening, what a headline only recalls or opens with, and what is still to come."""

import pytest

from newswatch.messages import Figure, Flagged
from processors.matching.keys import member_of
from processors.matching.match import Vector, features, vector_of

from .made import article, deal, launch

DAY = 24 * 60
VIEWS = {"review", "guide", "answer"}


def _vector(headline: str, description: str | None = None, minutes: float = 0) -> Vector:
    told = article(headline, minutes, description=description, outlet=headline)
    return vector_of(member_of(Flagged(article=told)))


@pytest.mark.parametrize(
    "headline",
    [
        "Kestrel thinks Vireo will change everything. It won't",
        "Vireo is almost as fast as Kestrel claims",
        "Vireo 3 is the best model nobody will use",
        "A week with Vireo 3",
        "Vireo 3: first impressions",
        "Living with Vireo for a month",
        "Vireo 3 feels like a rushed job",
        "Kestrel is losing its way",
        "Kestrel just made a costly mistake",
        "The Vireo deal is a gift to Kestrel's rivals",
        "The end of the open web starts with Vireo",
        "What Kestrel's Vireo deal tells us about the chip race",
        "What's really behind Kestrel's Vireo deal",
        "Everything you need to know about Vireo 3",
        "Everything wrong with Vireo 3",
        "Who wins from Kestrel's Vireo deal?",
        "Who needs Vireo?",
        "You probably shouldn't use Vireo",
        "Don't believe the hype around Vireo",
        "Don't be fooled by Vireo",
        "Vireo proves that small labs can win",
        "Kestrel's biggest problem isn't Vireo",
        "Kestrel has a trust problem",
        "Vireo is impressive, but it's not for everyone",
        "In defense of Vireo",
        "Vireo is the future of search",
        "Vireo is coming for your job",
        "The hidden costs of Vireo",
        "The real winner of the Vireo deal",
        "Notes on Vireo 3",
        "Some thoughts on Vireo",
        "Early thoughts on Vireo",
        "Is Vireo worth it?",
        "There is no good reason to use Vireo",
        "There's nothing new about Vireo",
        "Vireo: Kestrel's big gamble",
        "Vireo: the good, the bad and the ugly",
        "Vireo 3 : que vaut vraiment le modèle de Kestrel ?",
        "Vireo 3, un coup de maître ou un coup de bluff ?",
        "Vireo, le pari fou de Kestrel",
        "Vireo 3 : bluffant mais cher",
        "Ce que change le rachat de Vireo par Kestrel",
        "Ce que le rachat de Vireo dit de Kestrel",
        "Ce que révèle le rachat de Vireo",
        "Rachat de Vireo : les vraies raisons",
        "Rachat de Vireo : et maintenant ?",
        "Kestrel-Vireo : le début de la fin pour Tarnwick ?",
        "Kestrel peut-il encore gagner ?",
        "Vireo 3 va-t-il tuer les moteurs de recherche ?",
        "Kestrel, colosse aux pieds d'argile",
        "Avec Vireo, Kestrel joue gros",
        "Avec Vireo, Kestrel prend un risque",
        "Les limites de Vireo 3",
        "Trois raisons de se méfier de Vireo",
        "Vireo 3 : faut-il payer pour ça ?",
        "Vireo 3 est-il à la hauteur ?",
        "Vireo 3 n'est pas la révolution annoncée",
        "Kestrel a un problème avec Vireo",
        "Le problème avec Vireo",
        "L'erreur de Kestrel",
        "La stratégie de Kestrel derrière Vireo",
        "L'envers du décor de Vireo",
        "Some thoughts and a few doubts about Vireo",
        "There aren’t a lot of reasons to be hopeful about Vireo",
        "Vireo now reads your post, and your accountant should be paying attention",
        "Kestrel vaut 4 milliards : quelle réalité derrière la somme ?",
    ],
)
def test_a_view_is_told_by_its_words(headline: str) -> None:
    assert VIEWS & _vector(headline).kinds


@pytest.mark.parametrize(
    "headline",
    [
        "Kestrel unveils Vireo 3, its best model yet",
        "Kestrel launches Vireo 3 with better memory",
        "Kestrel says Vireo 3 is faster than Tarnwick",
        "Vireo 3 is here",
        "Vireo 3 is now available to all",
        "Vireo is getting a new voice mode",
        "Kestrel makes Vireo free for students",
        "Kestrel is buying Vireo for $2bn",
        "Kestrel wants Vireo to plan your day",
        "Kestrel's Vireo can now read your mail",
        "Vireo lets you edit photos by talking",
        "You can now ask Vireo to book a flight",
        "Your phone will soon run Vireo",
        "Kestrel bets $2bn on Vireo",
        "Kestrel is in talks to buy Vireo",
        "Kestrel adds group chats to Vireo",
        "Vireo goes down worldwide",
        "Vireo raises $200m to build chips",
        "Vireo, the startup behind the Tarnwick app, raises $200m",
        "Kestrel hits pause on Vireo",
        "Kestrel a lancé Vireo 3",
        "Kestrel dévoile Vireo 3, son meilleur modèle",
        "Vireo 3 est disponible pour tous",
        "Kestrel rachète Vireo pour 2 milliards",
        "Kestrel veut racheter Vireo",
        "Vireo lève 200 millions pour ses puces",
        "Vireo permet désormais de réserver un vol",
        "Vous pouvez désormais parler à Vireo",
        "Kestrel présente Vireo 3, un modèle pour les développeurs",
        "Vireo arrive sur iPhone",
        "Kestrel mise 2 milliards sur Vireo",
        "Panne mondiale de Vireo",
        "Kestrel ouvre Vireo à tous",
        "Kestrel ships Vireo 4.1 to its pupils: everything you need to know",
        "Testing adverts in Vireo",
        "Kestrel lance Vireo 3 : va-t-il rattraper Tarnwick ?",
        "Kestrel’s new Vireo is good at chess",
        "More good news for Kestrel: Vireo signs a lease",
        "The real-time Vireo voice model is here",
        "The real estate startup Vireo raises $200m",
        "The end of July brings Vireo 3 to Spain",
        "Kestrel is good to go: Vireo 3 launches in May",
    ],
)
def test_news_is_no_view(headline: str) -> None:
    assert VIEWS.isdisjoint(_vector(headline).kinds)


@pytest.mark.parametrize(
    ("headline", "kind", "there"),
    [
        ("Kestrel blasts the navy over its use of Vireo", "answer", True),
        ("Kestrel pushes back on a report about Vireo", "answer", True),
        ("Kestrel refuse l’ultimatum de la marine", "answer", True),
        ("Kestrel rejects the navy’s demands", "answer", True),
        ("Kestrel apologises for Vireo’s maps", "answer", True),
        ("Kestrel fait marche arrière sur Vireo", "answer", True),
        ("Investors cheer Kestrel’s Vireo plan", "reaction", True),
        ("Kestrel’s spending spooks Wall Street", "reaction", True),
        ("Vireo affole la Bourse", "reaction", True),
        ("Vireo affole les fonds d’investissement", "reaction", False),
        ("Kestrel drops banner ads as it fears for trust", "reaction", False),
        ("Kestrel drops sharply as rivals gain", "reaction", True),
        ("Kestrel loses its chief as sales slow", "reaction", False),
        ("Study finds Vireo invents its sources", "study", True),
        ("Selon une étude, Vireo invente ses sources", "study", True),
        ("Kestrel opens a study for readers", "study", False),
        ("Kestrel is about to show Vireo 4", "eve", True),
        ("Kestrel teases Vireo 4", "eve", True),
        ("Kestrel s’apprête à dévoiler Vireo 4", "eve", True),
        ("Kestrel shows Vireo 4", "eve", False),
        ("Kestrel is close to buying Vireo", "eve", True),
        ("Kestrel est sur le point d’acheter Vireo", "eve", True),
        ("What is known about a new Vireo", "eve", False),
        ("Kestrel shows a set of kettles", "eve", False),
        ("Kestrel spends close to 2 billion on kettles", "eve", False),
        ("Kestrel gives a first look at Vireo 4", "review", False),
        ("A first look at Vireo 4", "review", True),
        ("London kills Kestrel’s Vireo deal", "deal-blocked", True),
        ("I’m joining Kestrel", "review", False),
        ("I am leaving Kestrel", "review", False),
        ("I gave Vireo my keys", "review", True),
        ("Vireo 4 fixes 80 % of SWE-bench", "aftermath", False),
        ("Kestrel expands its partnership with Vireo for cheaper power", "arrival", False),
        ("Kestrel étend son partenariat avec Vireo en Europe", "region", False),
        ("Kestrel expands Vireo to Spain", "region", True),
        ("Kestrel is bringing Vireo to the iPhone", "arrival", True),
        ("Kestrel unveils Vireo 4 and claims the lead in benchmarks", "score", False),
        ("Vireo 4 tops the benchmarks", "score", True),
        ("Kestrel makes fine-tuning of Vireo cheaper", "policy", False),
        ("Kestrel comble son retard sur Vireo", "aftermath", False),
        ("Kestrel moves further away from Vireo", "again", False),
        ("Kestrel seeks further judges in Vireo trial", "again", True),
        ("Vireo vaut déjà 3 milliards d’euros", "figures", False),
        ("Vireo already has 3 million users", "figures", True),
        ("Kestrel poursuit ses rachats au pas de course", "court", False),
        ("Kestrel reaches $2bn valuation in a round for its barns", "arrival", False),
        ("Kestrel drops Vireo 4, which outperforms Tarnwick", "score", False),
        ("What a Vireo bill tells us of Kestrel", "place→us", False),
    ],
)
def test_what_a_headline_is_and_is_not(headline: str, kind: str, there: bool) -> None:
    vector = _vector(headline)
    assert (kind in vector.kinds | {f"place→{place}" for place in vector.places}) == there


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Kestrel rewrites its safety rules after a breach at Vireo", "incident"),
        ("Kestrel remakes the Vireo app after mixed reviews", "review"),
        ("Kestrel revoit toutes ses règles après une cyberattaque", "incident"),
        ("Kestrel delays its Vireo launch amid a lawsuit", "court"),
        ("Kestrel adds controls for teenagers following lawsuit", "court"),
    ],
)
def test_what_a_headline_only_recalls_is_not_what_it_tells(headline: str, kind: str) -> None:
    assert kind not in _vector(headline).kinds


def test_a_clause_about_before_is_all_there_is_in_a_short_headline() -> None:
    assert "incident" in _vector("Kestrel sorry after breach").kinds
    assert "incident" in _vector("A breach at Vireo comes months after another breach").kinds


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Face à OpenAI et Anthropic, Apple choisit Google", "apple"),
        ("Three days after OpenAI’s new oven, Microsoft shows a kettle", "microsoft"),
        ("Unlike Google, Apple sells kettles", "apple"),
        ("Pour contrer Google, Apple vend des bouilloires", "apple"),
        ("Google and Apple sell kettles", "google"),
        ("Google, after months of talks with Apple, sells kettles", "google"),
    ],
)
def test_a_headline_is_about_whom_its_main_clause_names(headline: str, lead: str) -> None:
    assert _vector(headline).lead == {lead}


def test_the_sum_of_a_deal_told_some_hours_before_is_not_of_this_one() -> None:
    first = _vector("Microsoft rents kettles of Kestrel for $8.4 billion")
    told = "Told hours after Microsoft said it would rent kettles of Kestrel for $8.4 billion."
    found = features(first, _vector("Vireo rents kettles to Microsoft", told))
    assert found.keys().isdisjoint({"amount", "bare amount"})
    assert _vector("Kestrel raises $8.4 billion days after raising $8.4 billion").amounts
    assert _vector("Days after launch, Kestrel raises $8.4 billion").amounts


def test_what_is_still_to_come_is_not_what_has_come() -> None:
    came = vector_of(member_of(launch(article("Kestrel launches Vireo 4"), "Kestrel", "Vireo 4")))
    assert features(came, _vector("Kestrel is about to launch Vireo 4"))["sequel"] == 1.0
    assert "sequel" not in features(came, _vector("Vireo 4 by Kestrel is here"))


def test_what_comes_of_a_launch_on_the_day_itself_is_mostly_the_launch_in_other_words() -> None:
    came = vector_of(member_of(launch(article("Kestrel launches Vireo 4"), "Kestrel", "Vireo 4")))
    scored = "Kestrel’s Vireo 4 tops the leaderboard"
    assert features(came, _vector(scored))["sequel"] < features(came, _vector(scored, minutes=DAY))["sequel"]
    assert features(came, _vector("What experts make of Vireo 4: a review"))["sequel"] == 1.0


def test_a_platform_that_the_other_text_names_is_not_elsewhere() -> None:
    one = _vector("Perplexity’s Comet comes to the iPhone")
    assert "elsewhere" not in features(one, _vector("Perplexity shows Comet", "The iPhone gets it in May."))
    assert "elsewhere" in features(one, _vector("Perplexity shows Comet", "It is out in May."))


def test_who_sues_to_stop_a_deal_blocks_it() -> None:
    blocked = _vector("London blocks Kestrel’s purchase of Vireo")
    assert "deal step alone" not in features(blocked, _vector("London sues to stop Kestrel buying Vireo"))


@pytest.mark.parametrize(
    "headline",
    [
        "Months after its founding, Vireo raises $8.4 billion",
        "Days after a round of $50 million, Vireo raises $8.4 billion",
        "Trois mois après sa création, Vireo lève 8,4 milliards de dollars",
    ],
)
def test_what_comes_behind_a_clause_about_before_has_its_sum(headline: str) -> None:
    assert _vector(headline).amounts == _vector("Vireo raises $8.4 billion").amounts


def test_a_deal_has_its_sum_wherever_it_stands() -> None:
    told = deal(article("Months after a first $2 billion Vireo lands $8.4 billion"), [], "Vireo", 8.4e9)
    figures = tuple(Figure(value=value, currency="USD") for value in (2e9, 8.4e9))
    told = told.model_copy(update={"figures": figures})
    amounts = vector_of(member_of(told)).amounts
    assert amounts
    assert amounts == _vector("Vireo raises $8.4 billion").amounts
