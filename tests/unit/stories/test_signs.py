"""What in a headline tells a later happening from the one that it is about; and the labelled set as a whole."""

from __future__ import annotations

import json
import random
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from newswatch.messages import Flagged
from processors.flag import SHIPPED, flag, load_rules
from processors.matching.sign_table import any_sign, signs
from processors.matching.signs import looked_back_at, signs_of
from processors.matching.words import fold, words_of
from processors.measure.clusters import ClusterScore, articles_of, cluster_rows, score_clusters, story_rows

LABELLED = Path(__file__).parents[2] / "labelled"


@pytest.mark.parametrize(
    ("headline", "sign"),
    [
        ("Claude down again, third time in May", "repeated"),
        ("Un écrivain attaque à son tour Meta en justice", "in turn"),
        ("Un écrivain attaque à son tour Meta en justice", "court-filed"),
        ("Authors sue Apple over training texts", "court-filed"),
        ("OpenAI asks court to dismiss writers’ case", "court-motion"),
        ("Gemini Notes arrives in Japan", "region"),
        ("Gemini Notes arrives in Japan", "place→japan"),
        ("Le Chat débarque au Québec", "place→canada"),
        ("Grok for Android is out", "platform→android"),
        ("Sora : déjà 3 millions d’utilisateurs", "figures"),
        ("Copilot passes 90 million users", "figures"),
        ("Mistral divise par deux le prix de Large", "price"),
        ("OpenAI cuts API prices", "price"),
        ("Gemini 3 tops the leaderboard", "score"),
        ("Cohere's chief scientist quits", "people"),
        ("Cohere names new chief scientist", "named"),
        ("Nvidia slides 5% despite a record quarter", "reaction"),
        ("AMD s’envole à Wall Street", "reaction"),
        ("Parents say the ban comes too late", "answer"),
        ("Google says Chrome is not for sale", "answer"),
        ("Perplexity répond à l’éditeur", "answer"),
        ("Is Tarnwick a buy at this price?", "advice"),
        ("The harbour contract is a reason to buy Tarnwick", "advice"),
        ("Should you still own Vireo?", "advice"),
        ("Tarnwick and two other stocks to watch", "advice"),
        ("Vireo: buy or sell?", "advice"),
        ("Faut-il encore acheter du Tarnwick ?", "advice"),
        ("Cinq actions à surveiller, dont Vireo", "advice"),
        ("Kestrel rejects Vireo’s $4bn bid", "answer"),
        ("Kestrel décline l’offre de Vireo", "answer"),
        ("Chronicle joins publishers suing Perplexity", "again"),
        ("Two more researchers leave for Meta", "again"),
        ("Claude Sonnet 5 now available in Bedrock", "arrival"),
        ("Mistral’s models are available on Azure", "arrival"),
        ("Grok 7 in public preview in Copilot", "arrival"),
        ("Nano 3 : dix exemples bluffants", "guide"),
        ("Nano 3 has already made 200 million images", "figures"),
        ("Le Chat passe à 9,99 euros par mois", "price"),
        ("Kestrel’s Vireo deal points to a world of rented minds", "review"),
        ("Kestrel doesn’t really need Vireo", "review"),
        ("Opinion: Kestrel has lost its way", "review"),
        ("The problem with Kestrel’s Vireo purchase", "review"),
        ("Kestrel buying Vireo makes no sense", "review"),
        ("Kestrel’s new Vireo raises old questions", "review"),
        ("Kestrel et Vireo : un pari risqué", "review"),
        ("Ce que Kestrel a payé pour Vireo en dit long", "review"),
        ("Le rachat de Vireo révèle les fragilités de Kestrel", "review"),
        ("What bankers are saying about Kestrel’s Vireo deal", "review"),
        ("Rachat de Vireo : ce qu’en pensent les salariés", "review"),
        ("Kestrel paid $3bn for Vireo, and it shows how scarce chips are", "review"),
        ("Get ready for a flood of Vireo lookalikes", "review"),
        ("Nobody knows what Kestrel’s Vireo will cost", "review"),
        ("Analysts weigh in on the Vireo purchase", "review"),
        ("Kestrel’s Vireo deal is a warning to every lab", "review"),
        ("Kestrel’s new Vireo leaves coders cold", "review"),
        ("Le nouveau Vireo laisse les codeurs perplexes", "review"),
        ("Faut-il craindre le nouveau Vireo ?", "review"),
        ("Inside Kestrel’s Vireo purchase", "review"),
        ("Les dessous du rachat de Vireo", "review"),
        ("Que reproche-t-on à Kestrel, jugé à Lyon ?", "review"),
        ("Qu’est-il reproché à Kestrel, jugé à Lyon ?", "review"),
        ("Why Kestrel is on trial in Dallas", "review"),
        ("Kestrel denies any rift with Vireo", "answer"),
        ("Kestrel shrugs off worries over Vireo", "answer"),
        ("Kestrel dément toute tension avec Vireo", "answer"),
        ("Kestrel balaie les doutes sur Vireo", "answer"),
        ("Brussels to look into Kestrel’s purchase of Vireo", "deal-inquiry"),
        ("Watchdog opens probe into the Vireo deal", "deal-inquiry"),
        ("Kestrel’s Vireo deal faces scrutiny in Brussels", "deal-inquiry"),
        ("Bruxelles se penche sur le rachat de Vireo par Kestrel", "deal-inquiry"),
        ("Londres enquête sur la fusion de Kestrel et Vireo", "deal-inquiry"),
        ("London blocks Kestrel’s takeover of Vireo", "deal-blocked"),
        ("Kestrel’s Vireo takeover is blocked in London", "deal-blocked"),
        ("Londres interdit le rachat de Vireo", "deal-blocked"),
        ("London orders Kestrel to unwind its Vireo purchase", "deal-blocked"),
        ("Brussels clears Kestrel’s purchase of Vireo", "deal-cleared"),
        ("Kestrel’s Vireo deal wins green light in Brussels", "deal-cleared"),
        ("Bruxelles donne son feu vert au rachat de Vireo", "deal-cleared"),
        ("Kestrel begins to unwind the Vireo acquisition", "deal-undone"),
        ("Kestrel revient sur le rachat de Vireo", "deal-undone"),
        ("Vireo’s case against Kestrel goes to the jury", "court-closing"),
        ("Procès Kestrel : les jurés se retirent pour délibérer", "court-closing"),
        ("Vireo’s claims against Kestrel dismissed", "court-verdict"),
        ("Jury sides with Kestrel over Vireo", "court-verdict"),
        ("Kestrel perd son procès contre Vireo", "court-verdict"),
        ("Vireo déboutée face à Kestrel", "court-verdict"),
        ("Waymo recalls robotaxis", "aftermath"),
        ("Musk v. OpenAI: nine jurors seated", "court-jury"),
        ("Procès OpenAI : les plaidoiries d’ouverture", "court-open"),
        ("Lawyers deliver closing arguments", "court-closing"),
    ],
)
def test_signs_of_another_happening(headline: str, sign: str) -> None:
    assert sign in set(signs_of(fold(headline)))


@pytest.mark.parametrize(
    "headline",
    [
        "Mistral raises €2bn",
        "OpenAI launches GPT-7",
        "Google lance un agent pour les achats",
        "Nvidia buys Deci",
        "Kestrel rejects rumours",
        "Kestrel sells shares to a bank",
        "Kestrel is in talks on a buyout",
        "Vireo should own a third of Kestrel by May",
        "Kestrel opens its Vireo model to all, and this is not a drill",
        "Kestrel pose la première pierre de son centre de données",
        "Kestrel’s Vireo raises €2bn",
        "Kestrel looks into a purchase of Vireo",
        "Investigated in Brussels, Kestrel signs a deal with Vireo",
        "Kestrel’s Vireo blocks spam calls",
        "Kestrel wins Vireo deal",
        "Kestrel goes to market with Vireo",
        "Kestrel lets developers look behind Vireo’s answers",
        "What Kestrel is launching in May",
        "Grok 7 is in public preview",
    ],
)
def test_a_first_report_has_no_sign(headline: str) -> None:
    assert not list(signs_of(fold(headline)))


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Games stocks sink after Google’s Genie 4", {"Google", "Genie", "4"}),
        ("Après Voxa, Mistral vise Orthélia", {"Voxa"}),
        ("With Perla in the bag, Apple eyes Kantig", {"Perla"}),
        ("Following the purchase of Deci, Nvidia hires in Haifa", {"Deci"}),
        ("OpenAI launches GPT-7 after months of rumours", set()),
        ("Nvidia buys Deci", set()),
        ("Apple weighed a bid for Kantig before Voxa’s €3bn deal", {"Voxa", "3bn"}),
        ("Google regardait Kantig avant le rachat par Voxa", {"Voxa"}),
        ("Nvidia buys Deci before its IPO", set()),
    ],
)
def test_what_a_headline_looks_back_at(headline: str, names: set[str]) -> None:
    assert set(looked_back_at(headline)) == names


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELLED / name).read_text(encoding="utf-8").splitlines()]


ROWS = [row for name in ("open.jsonl", "check.jsonl", "tellings.jsonl") for row in _read(name)]
GROUPS = _read("stories.jsonl")
LANGUAGES = {row["id"]: row["lang"] for row in ROWS}


@lru_cache(maxsize=1)
def _flagged() -> dict[str, Flagged]:
    rules = load_rules([SHIPPED])
    return {article.id: flag(article, rules) for article in articles_of(ROWS)}


@lru_cache(maxsize=1)
def _in_order() -> list[dict[str, str]]:
    return cluster_rows(ROWS, _flagged())


def _score(part: str = "") -> ClusterScore:
    return score_clusters(_in_order(), [g for g in GROUPS if part in ("", g["part"])], LANGUAGES)


def test_the_labelled_stories_meet_the_goals() -> None:
    whole = _score()
    assert whole.near_misses >= 230
    assert whole.apart >= 0.95
    assert whole.joined >= 0.9
    assert whole.crossing >= 0.93
    assert whole.b3 >= 0.97


@pytest.mark.parametrize("part", ["open", "check"])
def test_neither_half_falls(part: str) -> None:
    """The floor is what it reached less two pairs."""
    half = _score(part)
    assert half.apart >= {"open": 0.94, "check": 0.925}[part]
    assert half.joined >= {"open": 0.925, "check": 0.905}[part]
    assert half.b3 >= 0.97


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_arrival_stays_within_a_hundredth(seed: int) -> None:
    articles = articles_of(ROWS)
    random.Random(seed).shuffle(articles)
    shuffled = score_clusters(story_rows(_flagged()[a.id] for a in articles), GROUPS, LANGUAGES)
    assert abs(shuffled.b3 - _score().b3) <= 0.01
    assert shuffled.apart >= _score().apart - 0.01


def test_one_pattern_sees_whether_there_is_any_sign() -> None:
    """Made headlines of the table's own words, and of others: one pattern and all of them say the same."""
    chance = random.Random(9)
    heads = re.findall(r"[a-z]{2,}", " ".join(words.pattern for words in signs().values()))
    words = (
        *heads,
        "Zolda",
        "12",
        "5 %",
        "$2bn",
        "œuvre",
        "—",
        "test",
        "which",
        "no,",
        "?",
        "of",
        "to",
        "du",
    )
    seen = [0, 0]
    for _ in range(4000):
        line = " ".join(chance.choices(words, k=chance.randint(1, 7)))
        shows = any(sign.search(line) for sign in signs().values())
        assert bool(any_sign().search(line)) == shows, line
        seen[shows] += 1
    assert min(seen) > 400


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "gpt-5.1_mini",
        "l été — « cœur » d’ıle…",
        "a\u00a0b\tc\x1cd",
        "x²+½=٣ e\u0301t",
        "naïve–straße·2×3",
        "日本 は",
    ],
)
def test_words_are_what_the_pattern_finds(text: str) -> None:
    assert words_of(text) == re.findall(r"[^\W_]+", text)


def test_a_look_back_is_seen_in_any_case() -> None:
    """What sees sooner that there is none lets all of them through."""
    for before in (
        "AFTER",
        "In the Wake of",
        "amıd",
        "malgré",
        "Dans la foulée de",
        "GRÂCE À",
        "au lendemain du",
    ):
        assert list(looked_back_at(f"Shares slip {before} Zolda deal")) == ["Zolda"], before
    assert list(looked_back_at("Zolda digérée, Brisk vise plus haut")) == ["Zolda"]
