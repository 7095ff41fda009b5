"""A story is unsure while one outlet alone tells it with weak signs; what makes it sure lasts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from newswatch.messages import Flagged, Ruling, Story
from processors.cluster import start_cluster
from processors.matching.strength import SURE, strength

from .made import article, at, deal

BODY = (
    "Nebulon, a maker of chips, said on Monday that it will buy Koralis, which trains models on whale song."
)


def telling(
    minutes: float,
    outlet: str,
    score: float | None,
    *,
    headline: str = "Nebulon buys Koralis for $80m",
    id: str | None = None,
    body: str = "",
) -> Flagged:
    """One telling of one acquisition, as sure as this."""
    told = deal(article(headline, minutes, outlet=outlet, id=id, body=body), ["Nebulon"], "Koralis", 8e7)
    return told.model_copy(update={"score": {} if score is None else {"ai_investment": score}})


def versions(inputs: Sequence[Flagged | Ruling], written: Sequence[Story] = ()) -> list[Story]:
    """What the stage writes, started on what was written before."""
    outcomes = start_cluster(written)(inputs, {})
    return [s for outcome in outcomes for s in outcome if isinstance(s, Story)]  # type: ignore[union-attr]


def unsure(*inputs: Flagged | Ruling) -> list[bool]:
    """Of each version that these make, whether it is."""
    return [story.unsure for story in versions(inputs)]


def test_one_outlet_with_weak_signs_is_unsure_and_a_second_makes_it_sure() -> None:
    weak = [
        telling(0, "The Gazette", 0.62),
        telling(5, "Wire", 0.55, headline="Koralis is bought by Nebulon for $80m"),
    ]
    assert unsure(*weak) == [True, False]


@pytest.mark.parametrize(
    ("score", "expected"), [(SURE, False), (0.6996, False), (0.699, True), (None, False)]
)
def test_a_strong_sign_is_enough_and_what_is_not_known_counts_as_one(
    score: float | None, expected: bool
) -> None:
    assert unsure(telling(0, "The Gazette", score)) == [expected]


def test_the_best_of_its_labels_counts_and_no_label_is_no_sign() -> None:
    assert (
        strength(("ai_investment", "competitor_launch"), {"ai_investment": 0.6, "competitor_launch": 0.8})
        == 0.8
    )
    assert strength(("ai_investment",), {"ai_investment": 0.6, "competitor_launch": 0.8}) == 0.6
    assert strength((), {"ai_investment": 0.6}) == 0.0


def test_a_copy_and_the_outlets_own_next_article_are_no_second_outlet() -> None:
    first = telling(0, "The Gazette", 0.62, body=BODY)
    copy = telling(3, "Wire", 0.62, body=BODY)
    own = telling(6, "The Gazette", 0.6, headline="Nebulon to buy Koralis for $80m, the price in full")
    stories = versions([first, copy, own])
    assert [story.unsure for story in stories] == [True] * 3
    assert stories[-1].outlets == ("The Gazette", "Wire")
    assert len(stories[-1].members) == 3


def test_a_strong_sign_of_the_same_outlet_makes_it_sure() -> None:
    assert unsure(telling(0, "The Gazette", 0.62), telling(2, "The Gazette", 0.9, id="b" * 32)) == [
        True,
        False,
    ]


def test_what_is_sure_stays_so_when_the_article_comes_that_both_have_it_from() -> None:
    late = telling(-60, "The Courier", 0.6, headline="Nebulon is buying Koralis for $80m")
    wire = telling(0, "Wire", 0.6, headline="Koralis is bought by Nebulon for $80m")
    post = telling(4, "Post", 0.6, headline="Nebulon buys the startup Koralis for $80m")
    wire, post = (
        one.model_copy(update={"article": one.article.model_copy(update={"citation": (late.article.url,)})})
        for one in (wire, post)
    )
    in_order, late_last = versions([late, wire, post]), versions([wire, post, late])
    assert len(in_order[-1].members) == len(late_last[-1].members) == 3
    assert [story.unsure for story in in_order] == [True, True, True]
    assert [story.unsure for story in late_last] == [True, False, False]


def test_what_is_sure_stays_so_when_its_page_is_rewritten() -> None:
    first, later = telling(0, "Wire", 0.9), telling(0, "Wire", 0.5, body="Another text.")
    later = later.model_copy(update={"article": later.article.model_copy(update={"fetched_at": at(30)})})
    assert unsure(first, later) == [False, False]


def test_a_split_is_judged_anew_and_a_join_is_sure() -> None:
    first, second = (
        telling(0, "The Gazette", 0.6),
        telling(5, "Wire", 0.6, headline="Koralis is bought by Nebulon for $80m"),
    )
    split = Ruling(decision="split", article=second.article.id, other=first.article.id, by="Ada", at=at(9))
    join = Ruling(decision="join", article=first.article.id, other=second.article.id, by="Ada", at=at(12))
    assert unsure(first, second, split) == [True, False, True, True]
    whole, gone = versions([first, second, split, join])[-2:]
    assert (whole.unsure, gone.merged_into, gone.unsure) == (False, whole.id, False)


def test_reading_again_and_a_start_in_between_make_equal_stories() -> None:
    inputs = [telling(3 * n, f"Outlet {n % 2}", 0.5 + n / 20, id=f"{n:032}") for n in range(6)]
    once = versions(inputs)
    assert versions(inputs) == once
    for cut in range(len(inputs)):
        before = versions(inputs[:cut])
        assert before + versions(inputs[cut:], before) == once


def test_a_record_of_before_is_read_and_is_sure() -> None:
    (story,) = versions([telling(0, "The Gazette", None)])
    old = story.encode().replace(b',"unsure":false', b"")
    assert b"unsure" not in old
    assert b'"score"' not in old
    (after,) = versions([telling(4, "The Gazette", 0.5, id="c" * 32)], [Story.decode(old)])
    assert (len(after.members), after.unsure) == (2, False)
