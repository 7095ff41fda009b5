"""A firm is told by its one name in facts and stories; cards say beside it what people know it by."""

from __future__ import annotations

import pytest

from newswatch.messages import Evidence, Fact, Flagged, Story
from processors.alerting.card import card_of, title_of
from processors.alerting.changes import material_changes
from processors.alerting.headings import known_name
from processors.flag import SHIPPED, Rules, flag, load_rules

from .made import article
from .test_alerts import versions

RULES = """companies:
  - {id: nebulon, name: Nebulon, aliases: [Nebulon Cloud], known_as: [Skyfold], level: ai, ai: core}
  - {id: orbis, name: Orbis, level: watched, ai: core}
  - {id: orbis-cloud, parent: orbis, shown: Orbis, known_as: [OCX], name: OCX, level: watched, ai: core}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    own = tmp_path_factory.mktemp("rules")
    (own / "mine.yml").write_text(RULES, encoding="utf-8")
    return load_rules([SHIPPED, own])


def told(rules: Rules, headline: str, minutes: float = 0, outlet: str = "The Gazette") -> Flagged:
    return flag(article(headline, minutes, outlet=outlet), rules)


@pytest.mark.parametrize(
    ("headline", "value", "title"),
    [
        ("Orbis buys AI startup Skyfold for $2 billion", "Nebulon", "Orbis → Nebulon (Skyfold)"),
        ("Orbis buys AI startup Nebulon for $2 billion", "Nebulon", "Orbis → Nebulon"),
        ("Orbis buys AI startup Nebulon Cloud for $2 billion", "Nebulon", "Orbis → Nebulon"),
        ("Skyfold raises $200 million for its AI models", "Nebulon", "Nebulon (Skyfold) raises money"),
        ("OCX launches Kestrel 4, a new AI model", "Orbis", "Orbis (OCX) launches Kestrel 4"),
        ("Orbis launches Kestrel 4, a new AI model", "Orbis", "Orbis launches Kestrel 4"),
    ],
)
def test_the_card_has_the_name_that_the_text_has(rules: Rules, headline: str, value: str, title: str) -> None:
    (story,) = versions(told(rules, headline))
    assert value in {f.value for f in story.facts if f.name in ("target", "organisation")}
    assert title_of(story) == title
    card = card_of(story)
    assert card.fallback.startswith(title)
    assert all("(" not in company for company in story.companies)


def names(story: Story) -> list[tuple[str, str]]:
    return [(f.name, f.value) for f in story.facts]


def test_it_stays_on_the_card_when_others_have_the_other_name_and_is_no_change(rules: Rules) -> None:
    first, second = versions(
        told(rules, "Orbis buys AI startup Skyfold for $2 billion"),
        told(rules, "Orbis acquires AI startup Nebulon for $2 billion", 9, "Wire"),
    )
    other, same = versions(
        told(rules, "Orbis acquires AI startup Nebulon for $2 billion", 0, "Wire"),
        told(rules, "Orbis buys AI startup Skyfold for $2 billion", 9),
    )
    assert [title_of(s) for s in (first, second, other, same)] == [
        *["Orbis → Nebulon (Skyfold)"] * 2,
        "Orbis → Nebulon",
        "Orbis → Nebulon (Skyfold)",
    ]
    assert material_changes(first, second) == material_changes(other, same) == ()
    assert first.id != other.id
    assert sorted(set(names(second))) == sorted(set(names(same)))


def test_what_is_no_such_name_writes_nothing_more() -> None:
    proof = Evidence(field="headline", start=0, end=3, quote="OCX")
    assert set(proof.model_dump()) == {"field", "start", "end", "quote"}
    assert b"known_as" not in Evidence.model_validate_json(proof.model_dump_json()).model_dump_json().encode()
    known = proof.model_copy(update={"known_as": True})
    assert Evidence.model_validate_json(known.model_dump_json()) == known
    assert [known_name(Fact(value=v, evidence=known)) for v in ("Orbis", "OCX")] == ["Orbis (OCX)", "OCX"]


def test_the_shipped_rules_know_them() -> None:
    rules = load_rules([SHIPPED])
    assert (
        title_of(versions(told(rules, "Nvidia puts $300 million into Cursor"))[0])
        == "Nvidia → Anysphere (Cursor)"
    )
    assert title_of(versions(told(rules, "AWS launches Kestrel 4, a new AI model"))[0]).startswith(
        "Amazon (AWS)"
    )
