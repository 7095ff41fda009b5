"""Whom a headline about a round names for something else: who loses money, burns it, or looks on gives none."""

from __future__ import annotations

import pytest

from tests.unit.detect.conftest import Flag


@pytest.mark.parametrize(
    ("tail", "investors"),
    [
        ("with Nvidia losing money", []),
        ("led by Accel, with Cohere losing money", ["Accel"]),
        ("from Accel with Cohere and Google losing money", ["Accel"]),
        ("from Accel while Cohere loses money", ["Accel"]),
        ("led by Accel as Meta burns cash", ["Accel"]),
        ("led by Accel with Meta watching", ["Accel"]),
        ("with Nvidia short of cash", []),
        ("with Meta yet to make money", []),
        # and who gives
        ("with Nvidia money", ["Nvidia"]),
        ("with fresh SoftBank cash", ["SoftBank"]),
        ("with Nvidia's and Google's money", ["Nvidia", "Google"]),
        ("with Nvidia putting up cash", ["Nvidia"]),
        ("from Accel and Nvidia, burning $1 billion a year", ["Accel", "Nvidia"]),
        ("from Nvidia, losing $2 billion a year", ["Nvidia"]),
    ],
)
def test_who_gives_in_a_round(flagged: Flag, tail: str, investors: list[str]) -> None:
    (deal,) = flagged(f"AI startup Quillon raises $400 million {tail}").deals
    assert [one.value for one in deal.investors] == investors


@pytest.mark.parametrize(
    ("headline", "investors"),
    [
        ("L'IA Quillon lève 400 millions d'euros auprès d'Accel, alors que Meta perd de l'argent", ["Accel"]),
        ("Meta, losing ground, backs AI startup Quillon with $400 million", ["Meta"]),
        ("Losing money, AI startup Quillon raises $400 million from Nvidia", ["Nvidia"]),
    ],
)  # fmt: skip
def test_who_gives_in_other_words(flagged: Flag, headline: str, investors: list[str]) -> None:
    (deal,) = flagged(headline).deals
    assert [one.value for one in deal.investors] == investors
