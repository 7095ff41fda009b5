"""Who sells computing power and who pays for it is told by the rules, so also by a desk's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from processors.flag import SHIPPED, flag, load_rules
from tests.unit.stories.made import article


@pytest.mark.parametrize(
    ("more", "headline", "pays"),
    [
        ("", "Orbis and Anthropic sign $4 billion computing deal", "Orbis"),
        (", sells: 3", "Orbis and Anthropic sign $4 billion computing deal", "Anthropic"),
        (", sells: 3", "Orbis signs a $4 billion lease with Anthropic", "Anthropic"),
        ("", "Orbis signs 200MW data center lease with Anthropic", "Orbis"),
        (", lets: true", "Orbis signs 200MW data center lease with Anthropic", "Anthropic"),
    ],
)
def test_of_a_desks_own_firm(more: str, headline: str, pays: str, tmp_path: Path) -> None:
    own = f"companies:\n  - {{id: orbis, name: Orbis, level: ai, ai: core{more}}}\n"
    (tmp_path / "mine.yml").write_text(own, encoding="utf-8")
    (deal,) = flag(article(headline, 0), load_rules([SHIPPED, tmp_path])).deals
    assert [investor.value for investor in deal.investors] == [pays]
    assert deal.target is not None
    assert {pays, deal.target.value} == {"Orbis", "Anthropic"}
