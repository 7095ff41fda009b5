"""Facts of a deal, one headline a row: who gives, who receives, how much, at what worth, how sure.

deal_facts.txt holds them by kind of language: the headline, the sentence below it, then behind `=>` the investors, the
target, the amount, the valuation (`-` for none, `?` for a bare number's currency), and `r` where the deal is rumoured.
Some of the firms exist, none of the deals does.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from newswatch.messages import Money
from tests.unit.detect.conftest import Flag


def rows() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("deal_facts.txt").read_text(encoding="utf-8").splitlines()
    told = [line.rpartition(" => ") for line in lines if line and not line.startswith("#")]
    return [(text.strip(), wanted.strip()) for text, _, wanted in told]


@pytest.mark.parametrize(("text", "wanted"), rows())
def test_the_facts_are_read(flagged: Flag, text: str, wanted: str) -> None:
    headline, _, description = text.partition(" | ")
    deal = flagged(headline, description or None).deals[0]
    investors = ", ".join(sorted(one.value for one in deal.investors)) or "-"
    target = deal.target.value if deal.target else "-"
    told = [investors, target, _written(deal.amount), _written(deal.valuation)]
    said = [*wanted.split("; "), "c"][:5]
    said[0] = ", ".join(sorted(said[0].split(", ")))
    assert [*told, "r" if deal.status == "rumoured" else "c"] == said


def _written(money: Money | None) -> str:
    if money is None:
        return "-"
    size, letter = (1e9, "b") if money.value >= 1e9 else (1e6, "m")
    return f"{money.value / size:g}{letter} {money.currency or '?'}"
