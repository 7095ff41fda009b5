"""What two tellings in other words share, and what keeps them apart: figures, names, days, who stands for whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newswatch.messages import Flagged
from processors.cluster import admit
from processors.matching import match
from processors.matching.days import news_days
from processors.matching.figures import figures_of, weekdays_of
from processors.matching.keys import member_of
from processors.matching.match import APART, Vector, features, likeness, reaches, story_likeness, vector_of
from processors.matching.named import names_of
from processors.matching.told import headline_of
from processors.matching.weights import CONTRARY, WEIGHTS
from processors.stories import found
from processors.stories.order import THRESHOLD
from processors.stories.window import Window

from .made import article, deal, launch

DAY = 24 * 60


def vector(headline: str, description: str | None = None, minutes: float = 0, language: str = "en") -> Vector:
    told = article(headline, minutes, description=description, language=language, outlet=headline)
    return vector_of(member_of(Flagged(article=told)))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A campus of up to 750MW", {"750mw"}),
        ("un site de 0,75 gigawatt", {"750mw"}),
        ("works for 48 hours", {"48h"}),
        ("travaille deux jours de suite", {"48h"}),
        ("takes 12 percent of it", {"12%"}),
        ("prend 12 % du capital", {"12%"}),
        ("used in 4,300 clinics", {"4300"}),
        ("dans 4 300 cliniques", {"4300"}),
        ("$14.99 a month", {"14.99"}),
        ("14,99 euros par mois", {"14.99"}),
    ],
)
def test_a_figure_is_one_in_both_languages(text: str, figures: set[str]) -> None:
    assert set(figures_of(text)) == figures


@pytest.mark.parametrize(
    "text",
    ["raises $3.1 billion", "le 12 novembre", "in 2026 it will", "GPT-5 is out", "Opus 6 comes to Slack"],
)
def test_sums_dates_and_versions_are_no_figures(text: str) -> None:
    assert not set(figures_of(text))


def test_days_of_the_week_are_one_in_both_languages() -> None:
    assert set(weekdays_of("Thursday's outage")) == set(weekdays_of("la panne de jeudi")) == {3}


def test_no_name_goes_across_a_sentence_or_a_comma() -> None:
    found = names_of("Backed by SoftBank, Nvidia. Kestrel Labs of Boston")
    assert list(found) == ["softbank", "nvidia", "kestrel", "boston"]


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    assert list(names_of("Hidden text fools Vireo")) == ["vireo"]
    assert list(names_of("Vireo is fooled by hidden text")) == ["vireo"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andy Jassy bets on robots", "Amazon bets on robots"),
        ("Mira Murati's lab hires", "Thinking Machines hires"),
        ("Tim Cook shows a robot", "Apple shows a robot"),
        ("Larry Ellison wins a contract", "Oracle wins a contract"),
        ("Le géant de Mountain View ouvre un labo", "Google opens a lab"),
    ],
)
def test_a_chief_stands_for_the_company(one: str, other: str) -> None:
    assert vector(one).heads & vector(other).heads


def test_a_former_employer_in_the_text_is_no_other_company() -> None:
    a = vector("Vireo raises €40m", "Its founder came from DeepMind.")
    b = vector("Vireo lève 40 millions d'euros", "Nvidia participe au tour.", language="fr")
    assert "other companies" not in features(a, b)


def test_a_former_employer_in_the_headline_is_not_whom_it_is_about() -> None:
    assert not vector("Vireo, the shop of a former Google and SpaceX welder, raises $9M").heads & {"google"}
    assert not vector("Un ancien de DeepMind fonde Vireo").heads
    assert vector("Google hires a Vireo engineer").heads == {"google"}


def test_the_next_article_of_an_outlet_is_of_the_next_thing_mostly() -> None:
    def told(headline: str, outlet: str, body: str = "") -> Vector:
        return vector_of(member_of(Flagged(article=article(headline, outlet=outlet, body=body))))

    first = told("Vireo sues a rival", "The Gazette")
    assert "same outlet" in features(first, told("Vireo hires a chief of staff", "the gazette"))
    assert "same outlet" not in features(first, told("Vireo takes a rival to court", "The Circuit"))
    text = " ".join(f"word{n}" for n in range(40))
    once, again = (told(headline, "The Gazette", text) for headline in ("Vireo sues", "Vireo sues a rival"))
    assert "same outlet" not in features(once, again)  # one text under two addresses


def test_a_sister_of_a_model_is_told_by_a_name_never_seen_before() -> None:
    sun, moon = vector("Vireo launches Orla 6.1 Selene"), vector("Vireo shelves Orla 6.1 Helia")
    assert "two variants" in features(sun, moon)
    assert "two variants" not in features(sun, vector("Orla 6.1 Selene est là", language="fr"))
    assert not vector("Vireo launches Orla 6.1 Today").variants


def test_a_kind_in_common_counts_by_what_else_is() -> None:
    fall = vector("Meta is down in Spain and France this morning")
    assert features(fall, vector("Meta is down in Spain and France"))["kind"] == 1.0
    assert features(fall, vector("Meta hacked by students"))["kind"] < 1.0


def test_a_weekend_between_two_reports_is_no_time() -> None:
    def at(day: int, hour: int = 12) -> datetime:
        return datetime(2026, 10, day, hour, tzinfo=UTC)  # the 2nd is a Friday

    assert news_days(at(2), at(5)) == 1.0
    assert news_days(at(5), at(2)) == 1.0
    assert news_days(at(3), at(5)) == 1.0
    assert news_days(at(1), at(2)) == 1.0
    assert news_days(at(5), at(8)) == 3.0
    assert news_days(at(2), at(9)) == 5.0
    assert news_days(at(3, 23), at(5, 1)) >= 0


def test_a_sum_alone_counts_less_than_a_sum_and_a_name() -> None:
    named = features(vector("Vireo raises €130m"), vector("Vireo closes a round of €130m"))
    bare = features(vector("Vireo raises €130m"), vector("A robot maker closes a round of €130m"))
    assert "amount" in named
    assert "bare amount" in bare
    assert WEIGHTS["amount"] > WEIGHTS["bare amount"] > 0


def test_what_the_description_tells_softens_what_a_headline_lacks() -> None:
    trial = vector("Kestrel copyright trial opens in Boston")
    vague = "A vending machine for dragons: studio opens its case"
    without = features(trial, vector(vague))["court alone"]
    told = features(trial, vector(vague, "The jury heard the studio sue for a billion."))["court alone"]
    assert told < without


def test_a_nationality_is_no_place_where_it_happens() -> None:
    a = vector("Vireo launches its app in Spain")
    assert "two places" in features(a, vector("Vireo launches its app in Italy"))
    assert "two places" not in features(a, vector("Italian Vireo launches its app"))


def test_another_day_of_the_week_is_another_happening() -> None:
    a = vector("Orla is down", "The outage of Thursday lasted for hours.")
    b = vector("Orla hors service", "La panne de vendredi a duré des heures.", language="fr")
    assert "two weekdays" in features(a, b)
    assert "two weekdays" in CONTRARY


def test_coming_to_a_country_is_not_coming_into_a_product() -> None:
    assert "region" in vector("Orla 3 comes to France").kinds
    assert "arrival" in vector("Orla 3 comes to the Vireo editor").kinds


def test_ray_bans_are_not_banned_and_jobs_are_not_cut_by_being_made() -> None:
    assert "policy" not in vector("Ray-Ban Display 2 in stores").kinds
    assert "layoff" not in vector("Un centre de données et 900 emplois").kinds
    assert "layoff" in vector("Vireo cuts 900 jobs").kinds


@pytest.mark.parametrize(("contrary", "joins"), [(True, False), (False, True)])
def test_one_article_that_is_told_apart_by_name_keeps_a_story_shut(
    contrary: bool, joins: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is merely told in other words does not: another telling of the story says what it shares."""
    close, vague, late = (
        vector("Orla is down"),
        vector("The office stands still"),
        vector("Orla is down for all"),
    )
    found = {close.id: (0.6, False), vague.id: (0.05, contrary)}
    monkeypatch.setattr(match, "weighed", lambda a, b: found[b.id])
    assert (story_likeness(late, [close, vague]) > THRESHOLD) == joins


def test_a_bare_family_is_no_other_product() -> None:
    a = vector_of(member_of(launch(article("Claude Opus 9 is out"), "Anthropic", "Opus 9")))
    b = vector_of(member_of(launch(article("Anthropic's new Claude works for days"), "Anthropic", "Claude")))
    c = vector_of(member_of(launch(article("Claude Ledger keeps the books"), "Anthropic", "Claude Ledger")))
    assert "two products" not in features(a, b)
    assert "two products" in features(a, c)


def test_a_description_is_no_target() -> None:
    place = deal(article("Amazon to build data centres in Normandy"), ["Amazon"], "data centres in Normandy")
    firm = deal(article("Amazon buys Normandy Robotics"), ["Amazon"], "Normandy Robotics")
    assert not vector_of(member_of(place)).targets
    assert vector_of(member_of(firm)).targets


def test_many_old_stories_of_the_same_words_do_not_hide_todays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look-up reads what is near in time: else the words that tell each day of ChatGPT hide the right story."""
    monkeypatch.setattr(found, "POSTINGS", 6)
    window = Window()
    for n, name in enumerate(("Kestrel", "Vireo", "Orla", "Tamsin", "Bexley", "Corvo", "Dunlin", "Fennec")):
        admit(
            window,
            deal(article(f"ChatGPT for schools: OpenAI buys {name}", n * DAY, outlet=name), ["OpenAI"], name),
        )
    first = launch(article("ChatGPT is here for schools", 20 * DAY, outlet="A"), "OpenAI", "ChatGPT")
    again = launch(article("OpenAI opens ChatGPT for schools", 20 * DAY + 9, outlet="B"), "OpenAI", "ChatGPT")
    admit(window, first)
    admit(window, again)
    assert window.where[first.article.id] == window.where[again.article.id]


def test_a_text_that_is_published_again_weeks_later_meets_its_story() -> None:
    window = Window()
    text = (
        "Vireo has raised eighty million euros for its robots, the company said in a statement on its own site. "
        * 3
    )
    for minutes in (0, 12 * DAY):
        told = article("Vireo raises €80m for robots", minutes, outlet=f"O{minutes}", body=text)
        admit(window, deal(told, [], "Vireo", 8e7))
    assert len(window.stories) == 1


def test_an_odd_kind_of_happening_says_less_on_the_day_itself() -> None:
    """Outlets tell one fine as the watchdog's and as the company's; next day's word on it is another story."""
    told = "Vireo withdraws its robots from schools"
    at_once = features(vector("Vireo robots and schools"), vector(told))["aftermath alone"]
    next_day = features(vector("Vireo robots and schools"), vector(told, minutes=DAY))["aftermath alone"]
    assert 0 < at_once < next_day == 1


def test_a_review_is_another_happening_on_the_day_itself_too() -> None:
    tried = "Orla 3 reviewed: fast, and loud"
    found = [features(vector("Orla 3 is here"), vector(tried, minutes=late)) for late in (0, DAY)]
    assert [one["review alone"] for one in found] == [1, 1]


def test_a_rare_name_says_most_within_a_day() -> None:
    first, again = "Kestrel grows in Utrecht", "Utrecht keeps Kestrel"
    assert features(vector(first), vector(again, minutes=DAY))["rare name"] == 1
    assert "rare name" not in features(vector(first), vector(again, minutes=2 * DAY))


def test_words_say_less_after_a_day() -> None:
    first, again = (
        vector("Vireo robots fold laundry"),
        vector("Laundry folded by Vireo robots", minutes=2 * DAY),
    )
    found = features(first, again)
    assert found["late words"] == found["words"] > 0
    assert WEIGHTS["late words"] < 0 < WEIGHTS["words"] + WEIGHTS["late words"]


def test_a_companys_name_says_least_after_a_day() -> None:
    """Its next story has it too; a word that only this one has does not come by chance."""
    first = vector("OpenAI counts whales")
    name = features(first, vector("OpenAI feeds parrots", minutes=2 * DAY))
    word = features(first, vector("Whales counted by machines", minutes=2 * DAY))
    assert name["late names"] == name["words"] > 0
    assert word["late names"] == 0 < word["words"]
    assert "late names" not in features(first, vector("OpenAI feeds parrots"))
    assert WEIGHTS["words"] + WEIGHTS["late words"] + WEIGHTS["late names"] < WEIGHTS["words"] / 2


def test_the_company_that_a_headline_begins_with_is_named_by_the_other_too() -> None:
    """Anthropic's model "to catch up with Google" is not Google's launch of that day."""
    anthropic = vector("Anthropic hopes that Opus catches up with Google")
    assert "lead unnamed" in features(anthropic, vector("Google adds songs to its phones"))
    assert "lead unnamed" not in features(anthropic, vector("To catch up with Google, Anthropic has Opus"))


def test_a_place_is_no_rare_name_and_a_president_is_named_each_day() -> None:
    """What happens in one city on one day, or by one president, is not one thing."""
    found = features(vector("Kestrel opens in Paris"), vector("A prize for Vireo, in Paris"))
    assert "rare name" not in found
    assert "place" in found
    found = features(vector("Trump praises Kestrel"), vector("Trump scolds Vireo"))
    assert "rare name" not in found
    assert found["companies"] == 1


def test_two_launches_of_one_company_on_a_day_are_two_stories() -> None:
    """Company, day and label are what any two of its launches share: a second sign is asked for."""
    window = Window()
    told = (
        launch(
            article("Groceries, shoes and flights: shop without leaving ChatGPT", 0, outlet="A"),
            "OpenAI",
            None,
        ),
        launch(article("OpenAI shows parents how late their children chat", 9, outlet="B"), "OpenAI", None),
        launch(
            article("Parents will see from OpenAI when their children chat", 20, outlet="C"), "OpenAI", None
        ),
    )
    for one in told:
        admit(window, one)
    shop, parents, again = (window.where[one.article.id] for one in told)
    assert shop != parents == again


def test_a_product_is_no_other_one_where_a_rare_name_is_shared() -> None:
    """`Meridia, son navigateur` and `browsers with Meridia` are read as two products."""
    a = vector_of(
        member_of(launch(article("Vireo lance Meridia, son navigateur"), "Vireo", "Meridia Navigateur"))
    )
    b = vector_of(member_of(launch(article("Vireo joins the Web with Meridia"), "Vireo", "Meridia Web")))
    c = vector_of(member_of(launch(article("Vireo joins the Web with Halcyra"), "Vireo", "Halcyra Web")))
    assert "two products" not in features(a, b)
    assert "two products" in features(b, c)


@pytest.mark.parametrize(
    ("headline", "kind", "there"),
    [
        ("Claude is down again", "again", True),
        ("Altman goes shopping again", "again", False),
        ("Vireo pulls its app from stores", "aftermath", True),
        ("Vireo pulls in $12bn from Qatar", "aftermath", False),
        ("Huang pulls a computer out of his jacket", "aftermath", False),
        ("Musk accuses Vireo of theft", "aftermath", True),
        ("Vireo’s retreat signals a bigger shift", "guide", True),
        ("Vireo introduces a personal guide", "guide", False),
        ("Ambani and Altman shake hands on a campus", "review", False),
        ("GitHub ships a security reviewer", "review", False),
        ("Vireo teaches Siri, which sees", "review", False),
        ("Which of the two writes better code?", "review", True),
        ("The watchdog fines Vireo 8 million euros", "court", False),
        ("A tribunal fines Vireo 8 million euros", "court", True),
        ("Jury hears the antitrust case against Vireo", "policy", False),
        ("Authors demand that Vireo stops", "answer", True),
        ("Google riposte à ChatGPT : voici Bard", "answer", False),
        ("No, Vireo's robot cannot cook", "answer", True),
        ("No, it's not you: Vireo is down", "answer", False),
        ("Google teste un four piloté par la voix", "review", False),
        ("Vireo's agents tried to open the door", "review", False),
        ("On a testé le four de Vireo", "review", True),
        ("Google shows an oven at I/O 2026", "review", False),
        ("Gemini can now water your plants. Here's how it works", "guide", False),
        ("Comment Vireo arrose les plantes", "guide", True),
        ("Vireo lance des analyses de sol gratuites", "guide", False),
        ("Analyse : ce que cache le four de Vireo", "guide", True),
        ("Vireo avance vers la Bourse", "ipo", True),
        ("Vireo avance vers la Bourse", "reaction", False),
        ("Vireo shelves its robot", "aftermath", True),
        ("Vireo suspend son robot", "aftermath", True),
    ],
)
def test_what_a_headline_says_of_its_kind(headline: str, kind: str, there: bool) -> None:
    assert (kind in vector(headline).kinds) == there


def test_a_platform_matters_to_what_comes_to_it_alone() -> None:
    trial = vector("Meta on trial over Instagram")
    assert "platform alone" not in features(trial, vector("Meta on trial over teenagers"))
    came = vector("Orla comes to the iPhone")
    assert "platform alone" in features(came, vector("Orla launches its app"))


def test_capitals_make_a_name_at_the_beginning_too() -> None:
    assert set(names_of("UPS to cut jobs")) == {"ups"}


def test_a_product_takes_aim_at_work_and_a_firm_at_another() -> None:
    assert "aftermath" not in vector("Orla 7 takes aim at week-long paperwork").kinds
    assert "aftermath" in vector("Altman takes aim at Anthropic in a memo").kinds


@pytest.mark.parametrize(
    "headline",
    [
        "Judge tosses Vireo's case against Orla",
        "Court won't make Vireo sell Orla",
        "Un juge rejette la plainte de Vireo contre Orla",
        "La justice donne raison à Orla face à Vireo",
    ],
)
def test_what_a_judge_does_is_one_step_however_it_is_told(headline: str) -> None:
    """Told a day apart, two reports of it are none of another day in court; what a party asks for is another step."""
    assert {"court", "court-verdict"} <= vector(headline).kinds
    assert "court-motion" not in vector(headline).kinds
    later = vector("Judge sides with Orla: Vireo's claims are out", minutes=60 * 30)
    assert "another court day" not in features(vector(headline), later)
    assert "two court stages" in features(
        vector(headline), vector("Orla asks the court to toss Vireo's suit")
    )


def test_what_plaintiffs_claim_is_what_their_suit_is_about() -> None:
    assert "answer" not in vector("Les illustrateurs réclament 40 millions d'euros à Vireo en justice").kinds
    assert "answer" in vector("Les illustrateurs réclament des excuses à Vireo").kinds


def test_a_likeness_is_reached_by_the_same_pairs_however_soon_it_is_seen() -> None:
    told = (
        "Vireo raises €130m from Harrow for its robots", "Vireo closes a round of €130m", "Vireo buys Harrow",
        "Orla 6.1 Selene is here", "Orla 6.2 is out in Spain", "Meta is down in France", "Meta hacked by students",
        "Vireo is sued over its robots in court", "After the Vireo deal, Harrow hires a chief", "Why Vireo matters",
    )  # fmt: skip
    vectors = [vector(one, minutes=late) for one in told for late in (0, 2 * DAY, 4 * DAY)]
    for a in vectors:
        for b in vectors:
            score = likeness(a, b)
            for least in (APART, -0.3, 0.0, 0.1, 0.24, score):
                assert reaches(a, b, least) == (score >= least)


def test_words_in_common_count_one_by_one_but_for_companies() -> None:
    short = vector("Google maps river deltas")
    few, many = vector("Google dredges river"), vector("Google dredges river deltas for barges")
    assert features(short, few)["many words"] == 1
    assert features(short, many)["many words"] == 2
    assert "many words" not in features(short, vector("Google paints barges"))


def test_what_is_done_counts_once_more_in_either_language() -> None:
    launched = vector("Vireo launches its assistant")
    assert features(launched, vector("Meet the chatbot unveiled by Vireo"))["deeds"] == 2
    assert features(launched, vector("Vireo lance son agent", language="fr"))["deeds"] == 2
    assert "deeds" not in features(launched, vector("Vireo mourns its founder"))


def test_a_version_in_common_is_less_than_other_words() -> None:
    # all that changes in a system has its version in the headline
    keyboard, clock = vector("Orla 6.1 has a split keyboard"), vector("Orla 6.1 mutes the clock at night")
    found = features(keyboard, clock)
    assert found["words"] >= found["version words"] > 0
    assert WEIGHTS["version words"] < 0


@pytest.mark.parametrize(
    ("one", "other", "unheard"),
    [
        ("Vireo opens a lab in a port", "A lab of Vireo opens", False),
        ("Vireo opens a lab with Tarnwick", "A lab of Vireo opens", True),
        ("A lab of Vireo opens", "Vireo opens a lab with Tarnwick", True),
        ("Google rents a port of Vireo", "Vireo lets its port", True),
        ("Gemini speaks to Vireo", "Vireo is spoken to by Google", False),
    ],
)
def test_whom_one_headline_alone_names_speaks_against(one: str, other: str, unheard: bool) -> None:
    assert ("unheard" in features(vector(one), vector(other))) is unheard


def test_two_that_each_tell_of_several_things_and_share_none_are_told_apart() -> None:
    mapping = vector("Vireo maps a desert for a bank")
    assert features(mapping, vector("Vireo : une usine de casques", language="fr"))["two topics"] == 1.0
    assert "two topics" not in features(
        mapping, vector("Une banque rachète la caméra de Vireo", language="fr")
    )
    assert "two topics" not in features(mapping, vector("Vireo opens a kitchen"))  # of one thing alone


@pytest.mark.parametrize(
    "lead", ["Opinion: one more model that nobody asked for", "Tribune – encore un modèle"]
)
def test_a_view_is_told_by_what_stands_before_its_description(lead: str) -> None:
    view, news = (
        vector_of(member_of(Flagged(article=article("Gemini Lorika is here", description=told))))
        for told in (lead, "The model writes and draws.")
    )
    assert "review" in view.kinds - news.kinds


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ("Kestrel buys Vireo", "Brussels to look into Kestrel’s purchase of Vireo", "deal step alone"),
        ("Kestrel rachète Vireo", "Bruxelles autorise le rachat de Vireo par Kestrel", "deal step alone"),
        ("Brussels blocks Kestrel’s Vireo deal", "Kestrel to unwind its Vireo deal", "two deal steps"),
        ("Brussels probes Kestrel’s Vireo deal", "Bruxelles bloque le rachat de Vireo", "two deal steps"),
    ],
)
def test_what_an_authority_does_about_a_deal_is_a_step_of_its_own(one: str, other: str, feature: str) -> None:
    found = features(vector(one), vector(other, minutes=DAY))
    assert feature in found
    assert feature in CONTRARY
    assert WEIGHTS[feature] < -0.4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brussels blocks Kestrel’s takeover of Vireo", "Bruxelles bloque le rachat de Vireo par Kestrel"),
        ("Kestrel’s Vireo deal wins approval in Brussels", "Brussels clears Kestrel’s purchase of Vireo"),
        ("Kestrel’s Vireo deal faces London probe", "London watchdog to investigate Kestrel’s Vireo deal"),
        ("London orders Kestrel to unwind Vireo purchase", "London blocks Kestrel’s purchase of Vireo"),
        ("Court blocks Kestrel’s Vireo merger", "Judge halts merger of Kestrel and Vireo"),
        ("Kestrel is looking into a takeover of Vireo", "Kestrel in talks to buy Vireo"),
    ],
)
def test_one_step_in_other_words_is_one(one: str, other: str) -> None:
    a, b = vector(one), vector(other)
    assert features(a, b).keys().isdisjoint({"deal step alone", "two deal steps"})
    assert likeness(a, b) >= THRESHOLD


@pytest.mark.parametrize(
    "dress", ["🚀 {}", "Breaking: {}", "Exclusif : {}", "• {}", "“{}”", "{}!", "{} #AI", "{} (4 minute read)"]
)
def test_what_a_feed_puts_around_a_headline_is_none_of_its_words(dress: str) -> None:
    assert headline_of(article(dress.format("Kestrel ships Vireo 4"))) == "Kestrel ships Vireo 4"
