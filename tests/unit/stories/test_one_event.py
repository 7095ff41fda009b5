"""Which headlines tell one event, and which two of one firm: cases of own writing, by what tells them apart."""

import pytest

from newswatch.messages import Flagged
from processors.flag import SHIPPED, flag, load_rules
from processors.matching.keys import member_of
from processors.matching.kin import kin_of
from processors.matching.kinds import happenings
from processors.matching.match import Vector, features, vector_of
from processors.matching.told import headline_of, summary_of
from processors.matching.translations import TABLE
from processors.matching.weights import WEIGHTS
from processors.matching.words import fold, join_phrases, weigh
from processors.measure.clusters import story_rows

from .made import article, deal, launch

RULES = load_rules([SHIPPED])
Told = tuple[str, str]
"""Language and headline."""


def _flagged(told: Told, outlet: str) -> Flagged:
    language, headline = told
    return flag(article(headline, outlet=outlet, language=language), RULES)


def _vector(told: Told, outlet: str = "one") -> Vector:
    return vector_of(member_of(_flagged(told, outlet)))


def _are_one(a: Told, b: Told) -> bool:
    rows = story_rows([_flagged(a, "one"), _flagged(b, "another")])
    return len({row["story"] for row in rows}) == 1


def _kinds(headline: str) -> set[str]:
    folded = fold(headline)
    return happenings(headline, folded, join_phrases(folded))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            ("en", "Samsung’s quarterly profit tumbles on weak phone sales"),
            ("fr", "Samsung : le bénéfice trimestriel plonge, faute de ventes de smartphones"),
        ),
        (
            ("en", "Amazon parcels now bear a fingerprint"),
            ("fr", "Amazon : une empreinte sur chaque colis"),
        ),
        (
            ("en", "Adobe prepares a notebook for pupils, and here’s how it works"),
            ("en", "Homework at last: a cahier by Adobe would suit classrooms and parents"),
        ),
        (
            ("en", "Adobe is sketching a notebook for schools in its Lisbon lab, and here’s how it works"),
            ("en", "Classrooms could get a digital notebook by Adobe"),
        ),
    ],
)
def test_one_event(a: Told, b: Told) -> None:
    assert _are_one(a, b)
    assert _are_one(b, a)


@pytest.mark.parametrize(
    ("a", "b", "by"),
    [
        (
            "Meta unveils the Orbi Pad, its first tablet",
            "Meta’s new Orbi Band counts your steps",
            "two sisters",
        ),
        ("Apple releases padOS 31.2 with a new keyboard", "Apple’s watchDash 31.2 is out", "two systems"),
    ],
)
def test_what_tells_two_things_of_one_firm_apart(a: str, b: str, by: str) -> None:
    assert by in features(_vector(("en", a)), _vector(("en", b), "another"))
    assert not _are_one(("en", a), ("en", b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Meta unveils the Orbi Pad", "Orbi Pad: Meta shows a tablet beside the Orbi Band"),
        ("Meta unveils the Orbi Pad", "Meta shows an Orbi that folds"),
        ("Meta Unveils Orbi Tablet", "Meta Prices Orbi Below Rivals"),
        ("Apple releases padOS 31.2", "padOS 31.2 and watchDash 31.2 are out"),
    ],
)
def test_what_is_no_other_thing(a: str, b: str) -> None:
    found = features(_vector(("en", a)), _vector(("en", b), "another"))
    assert found.keys().isdisjoint({"two sisters", "two systems"})


def _launched(headline: str, product: str | None, outlet: str = "one") -> Vector:
    return vector_of(member_of(launch(article(headline, outlet=outlet), "Vireo", product)))


@pytest.mark.parametrize(
    ("told", "apart"),
    [
        ("Suddenly", False),  # an adverb that begins a headline
        ("Clean", False),
        ("Huge 12x", False),
        ("Four Chips", False),
        ("Halcyra", True),
        ("Lamp 3", True),
        ("Clean Halcyra", True),
    ],
)
def test_what_is_told_in_ordinary_words_is_no_other_product(told: str, apart: bool) -> None:
    one = _launched(f"Vireo's oven watch: {told} is out", told)
    other = _launched("Vireo shows Kestrel, an oven", "Kestrel", "another")
    assert ("two products" in features(one, other)) is apart


@pytest.mark.parametrize(
    ("target", "found"), [("Kestrel", "target"), ("OpenAI", "known target"), ("Nvidia", "known target")]
)
def test_who_is_told_of_each_day_is_less_of_a_target(target: str, found: str) -> None:
    one, other = (
        vector_of(member_of(deal(article(f"{who} puts money into {target}", outlet=who), [who], target)))
        for who in ("Vireo", "Corvane")
    )
    assert {"target", "known target"} & features(one, other).keys() == {found}
    assert 0 < WEIGHTS["known target"] < WEIGHTS["target"]


def test_a_line_of_chips_is_told_of_each_day() -> None:
    one = _vector(("en", "Two laptops of Orbivo come with a GeForce chip"))
    other = _vector(("en", "Tervane's towers for GeForce chips stay cool"), "another")
    assert one.heads == other.heads == {"nvidia"}
    assert "rare name" not in features(one, other)


@pytest.mark.parametrize(
    ("headline", "pairs"),
    [
        ("Meta shows Orbi Pad 2", {"orbi:pad", "pad:2"}),
        ("Meta in 2027: what we know", set()),
        ("Meta Shows Tablet For Schools", set()),
        ("la tablette Orbi de Meta", set()),
    ],
)
def test_what_follows_a_family_name(headline: str, pairs: set[str]) -> None:
    assert pairs <= set(kin_of(headline))
    assert pairs or not set(kin_of(headline))


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Google shares what its robots learned", "reaction"),
        ("Un expert de Mistral raconte ses débuts", "court"),
        ("La barre de Chrome change de place", "court"),
        ("Grok works with your calendar", "guide"),
        ("Meta moves its teams to Lyon, and here’s why", "guide"),
        ("Meta ferme son bureau de Lyon : pourquoi ce choix", "guide"),
        ("Le Chat lets users call a plumber", "answer"),
        ("Mistral passe à son tour le cap du million", "again"),
        ("Chips: a probe into Nvidia’s prices", "deal"),
        ("Une mise à jour pour Le Chat", "deal"),
    ],
)
def test_what_reads_as_a_kind_and_is_none(headline: str, kind: str) -> None:
    assert kind not in _kinds(headline)


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Google shares slide 4%", "reaction"),
        ("Cyber stocks tumbling after Mistral’s launch", "reaction"),
        ("Founder takes the stand in Meta trial", "court-stand"),
        ("How Le Chat sees your photos", "guide"),
        ("Le Chat : comment le couper", "guide"),
        ("Pourquoi Meta ferme son bureau de Lyon", "guide"),
        ("Users say Le Chat forgets them", "answer"),
        ("Meta attaqué à son tour en justice", "again"),
    ],
)
def test_what_is_a_kind(headline: str, kind: str) -> None:
    assert kind in _kinds(headline)


@pytest.mark.parametrize(
    "line",
    [
        "Article URL: https://example.org/a Comments URL: https://example.net/item?id=7 Points: 12 # Comments: 3",
        "The post Vela is out appeared first on Some Paper",
        "L’article Vela est là est apparu en premier sur Un Journal",
    ],
)
def test_what_a_feed_adds_is_no_word_of_the_text(line: str) -> None:
    said = summary_of(article("Vela is out", description=f"It reads maps. {line}"))
    assert said.split() == ["It", "reads", "maps."]


@pytest.mark.parametrize(
    ("english", "french", "shared"),
    [
        (
            "A survey of lost parcels",
            "Colis perdus : un sondage",
            2,
        ),
        ("Publishers warn of a counterfeit podcast", "Le balado qui inquiète les éditeurs", 1),
        ("A lake in Norway", "Un train en Suisse", 0),
    ],
)
def test_words_of_one_meaning_meet_between_the_languages(english: str, french: str, shared: int) -> None:
    a, b = _vector(("en", english)), _vector(("fr", french))
    assert len(a.meanings & b.meanings) == shared
    assert features(a, b).get("meanings", 0) == shared


def test_words_of_one_meaning_say_nothing_more_within_a_language() -> None:
    a, b = _vector(("fr", "Sondage sur les colis")), _vector(("fr", "Colis : le sondage"), "another")
    assert "meanings" not in features(a, b)


def test_the_table_has_no_word_twice_and_none_that_is_known_otherwise() -> None:
    rows = [line.partition(": ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    for column in (0, 2):
        keys = [weigh(word) for row in rows for word in row[column].strip('"').split()]
        assert len({key for key, _ in keys}) == len(keys)
        assert all(key[0] != "~" and weight >= 1.4 for key, weight in keys)


BARE = (
    ("Gemini sketches garden plots from a postal code", "Google hands Gemini to choirs that rehearse alone"),
    ("Claude now irons out tax forms for bakers", "Anthropic teaches Claude to referee amateur fencing"),
    ("ChatGPT se met aux mots fléchés", "OpenAI launches a rowing coach for clubs"),
)
"""Launches of one firm on one day that share nothing but its name."""


@pytest.mark.parametrize(("a", "b"), BARE)
def test_two_launches_that_share_little_but_the_firms_name_are_two(a: str, b: str) -> None:
    one, other = (launch(article(told, outlet=told), "Any", None) for told in (a, b))
    found = features(vector_of(member_of(one)), vector_of(member_of(other)))
    assert 0 < found["bare launch"] <= 1
    assert len({row["story"] for row in story_rows([one, other])}) == 2


def test_what_a_launch_shares_besides_the_name_is_not_bare_and_a_deal_never_is() -> None:
    told = ("Meta unveils a fencing coach for teenagers", "Fencing gets a coach by Meta")
    one, other = (launch(article(text, outlet=text), "Meta", None) for text in told)
    assert "bare launch" not in features(vector_of(member_of(one)), vector_of(member_of(other)))
    one, other = (deal(article(text, outlet=text), ["Google"], None) for text in BARE[0])
    assert "bare launch" not in features(vector_of(member_of(one)), vector_of(member_of(other)))


def test_the_next_article_of_an_outlet_in_other_words_is_of_the_next_launch() -> None:
    told = ("Copilot gains a ledger for beekeepers", "Copilot gains a ledger for beekeepers and shepherds",
            "Copilot can now tune church organs for beekeepers")  # fmt: skip
    first, again, another = (launch(article(text, outlet="The Log"), "Microsoft", "Copilot") for text in told)
    vectors = [vector_of(member_of(one)) for one in (first, again, another)]
    assert "outlet's next" not in features(vectors[0], vectors[1])
    assert "outlet's next" in features(vectors[0], vectors[2])
    elsewhere = launch(article(told[2], outlet="The Gazette"), "Microsoft", "Copilot")
    assert "outlet's next" not in features(vectors[0], vector_of(member_of(elsewhere)))


def test_the_number_of_a_system_is_nothing_that_is_counted() -> None:
    kinds = member_of(_flagged(("en", "padOS 31 sorts recipes on 48 tablets"), "one")).kinds
    assert "figure→48" in kinds
    assert "figure→31" not in kinds


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("[Launched] Generally Available: Kiln Ledger for potters", "Kiln Ledger for potters"),
        ("[In preview] Public Preview: Kiln Ledger for potters", "Kiln Ledger for potters"),
        ("[Notes] Kiln Ledger 3 is here", "Kiln Ledger 3 is here"),
        ("Kiln Ledger: generally available in June", "Kiln Ledger: generally available in June"),
        ("[Kiln Ledger]", "[Kiln Ledger]"),
        ("[Launched] Kiln", "[Launched] Kiln"),
    ],
)
def test_the_tags_of_a_makers_list_are_no_words_of_the_headline(headline: str, told: str) -> None:
    assert headline_of(article(headline)) == told


def test_a_model_for_defenders_is_another_one() -> None:
    told = ("OpenAI trains GPT-9.4-Cyber for defenders", "OpenAI trains GPT-9.4 on looms")
    one, other = (launch(article(text), "OpenAI", text.split()[2]) for text in told)
    assert "product" not in features(vector_of(member_of(one)), vector_of(member_of(other)))
