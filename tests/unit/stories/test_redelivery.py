"""A stage that repeats a batch brings an article's versions again, the older one after the newer."""

from __future__ import annotations

from newswatch.messages import Flagged
from processors.cluster import start_cluster

from .made import article, deal
from .test_cluster import told


def revised(headline: str, minutes: float, amount: float) -> Flagged:
    return deal(article(headline, minutes, id="one"), ["Nebulon"], "Koralis", amount)


def test_two_versions_of_an_article_that_come_again_change_nothing() -> None:
    process = start_cluster(())
    both = (
        revised("Nebulon buys Koralis for $80m", 0, 8e7),
        revised("Nebulon buys Koralis for $90m", 10, 9e7),
    )
    assert [story.version for story in told(process, *both)] == [1, 2]
    assert told(process, *both) == []


def test_a_version_that_goes_back_to_the_first_words_is_news() -> None:
    process = start_cluster(())
    told(
        process,
        revised("Nebulon buys Koralis for $80m", 0, 8e7),
        revised("Nebulon buys Koralis for $90m", 10, 9e7),
    )
    back = revised("Nebulon buys Koralis for $80m", 20, 8e7)
    assert [story.version for story in told(process, back)] == [3]
    assert told(process, back) == []
