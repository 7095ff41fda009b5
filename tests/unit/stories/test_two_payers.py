"""Two firms that put different sums into one target are two deals; one deal told twice is one."""

import pytest

from processors.flag import SHIPPED, flag, load_rules
from processors.matching.keys import member_of
from processors.matching.match import Vector, features, vector_of
from processors.measure.clusters import articles_of, cluster_rows

from .made import article, deal

ROWS = {
    "amazon": "Amazon to invest up to $4 billion in Anthropic",
    "google": "Google commits $2 billion in funding to Anthropic, sources say",
    "again": "Google to invest $2 billion in Anthropic",
    "french": "Google va investir 2 milliards de dollars dans Anthropic",
}


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    rules = load_rules([SHIPPED])
    rows = [
        {
            "id": id_,
            "title": title,
            "date": "2023-10-01",
            "source": id_,
            "lang": "fr" if id_ == "french" else "en",
        }
        for id_, title in ROWS.items()
    ]
    flagged = {article.id: flag(article, rules) for article in articles_of(rows)}
    return {row["id"]: row["story"] for row in cluster_rows(rows, flagged)}


def test_another_payer_with_another_sum_is_another_story(told: dict[str, str]) -> None:
    assert told["amazon"] != told["google"]


def test_one_payer_is_one_story_in_both_languages(told: dict[str, str]) -> None:
    assert told["google"] == told["again"] == told["french"]


def _paid(headline: str, payer: str) -> Vector:
    return vector_of(member_of(deal(article(headline, outlet=payer), [payer], "Kestrel")))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Vireo buys Kestrel", "Corvane is acquiring Kestrel", True),
        ("Vireo rachète Kestrel", "Corvane puts money into Kestrel", True),
        # a round has many who pay, of whom each outlet names its own
        ("Vireo backs Kestrel", "Corvane joins the round of Kestrel", False),
        ("Vireo buys a stake in Kestrel", "Corvane puts money into Kestrel", False),
        ("Vireo buys Kestrel, outbidding Corvane", "Corvane is acquiring Kestrel", False),
    ],
)
def test_a_firm_is_bought_by_one(one: str, other: str, apart: bool) -> None:
    assert ("other payers" in features(_paid(one, "Vireo"), _paid(other, "Corvane"))) == apart
