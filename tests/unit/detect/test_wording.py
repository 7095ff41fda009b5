"""How launches are worded: what a phrase is, what wording may tell and refuse, and what is shipped."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from newswatch.errors import ConfigError
from newswatch.messages import Flagged
from processors.detect.grammar.reading import read
from processors.detect.second.opinion import UNSURE
from processors.detect.second.wording import phrases_of
from processors.detect.words.model import Cue, Phrases
from processors.flag import SHIPPED, Rules, flag, load_rules
from tests.unit.detect.conftest import Flag, article_of
from tests.unit.detect.test_detect_constructions import WANTED, construction_rows

LAUNCH = "Google launches Gemini 9"
WEAKLY = "Gemini gets a memory for birthdays"
UNREAD = "Herons and the models of spring: Gemini 9 at noon"
"""No rule reads it."""


def _with(rules: Rules, bias: float, weights: dict[str, float] | None = None) -> Rules:
    phrases = Phrases(id="competitor_launch", bias=bias, floor=0.2, tells=0.9, weights=weights or {})
    return dataclasses.replace(rules, wording=phrases, opinions={})


def _said(flagged: Flagged) -> list[tuple[str, str]]:
    return [(r.decision, r.detail) for r in flagged.reasons if r.rule == "wording"]


def test_what_next_to_nothing_is_that_is_worded_so_is_not_told_and_the_reason_says_so(rules: Rules) -> None:
    flagged = flag(article_of(WEAKLY), _with(rules, -1.0, {"title gets": -3.0, "title memory": 0.5}))
    assert (flagged.labels, flagged.launches) == ((), ())
    assert 0 < flagged.score["competitor_launch"] < rules.thresholds["label"]
    [(decision, detail)] = _said(flagged)
    assert decision == "veto"
    assert detail == ("3% of what is worded so tells a launch (20% is told); it goes by: title gets -3.00")


def test_what_no_rule_reads_is_told_by_its_wording_as_unsure_with_whose_it_is(rules: Rules) -> None:
    assert flag(article_of(UNREAD), _with(rules, 0.0)).labels == ()
    flagged = flag(article_of(UNREAD), _with(rules, 0.0, {"title models": 4.0}))
    assert flagged.labels == ("competitor_launch",)
    assert flagged.score["competitor_launch"] == UNSURE
    [launch] = flagged.launches
    assert (launch.organisation.value, launch.product and launch.product.value) == (
        "Google",
        "Gemini 9",
    )
    [(decision, detail)] = _said(flagged)
    assert decision == "match"
    assert "98% of what is worded so tells a launch" in detail


def test_what_is_launched_outright_is_not_asked(rules: Rules) -> None:
    assert flag(article_of(LAUNCH), _with(rules, -9.0)).labels == ("competitor_launch",)
    assert flag(article_of(WEAKLY), _with(rules, -9.0)).labels == ()


@pytest.mark.parametrize(
    "headline",
    [
        "OpenAI denies that it launches Sora 9",
        "From our archives: OpenAI launches Sora 4",
        "OpenAI would launch Sora 9 if it could",
        "OpenAI does not launch Sora 9",
    ],
)
def test_what_is_denied_wished_or_long_past_is_told_by_no_wording(rules: Rules, headline: str) -> None:
    assert flag(article_of(headline), _with(rules, 9.0)).labels == ()


def test_who_is_named_first_launches_and_no_product_of_another_house(rules: Rules) -> None:
    [launch] = flag(article_of("Nvidia, herons and the Gemini of robotics"), _with(rules, 9.0)).launches
    assert launch.organisation.value == "Nvidia"
    assert launch.product is None or "Gemini" not in launch.product.value


def test_it_speaks_of_launches_alone(rules: Rules) -> None:
    deal = article_of("Microsoft invests $3 billion in Quorvel, an AI lab")
    for bias in (-9.0, 9.0):
        assert flag(deal, _with(rules, bias)).labels == ("ai_investment",)


@pytest.mark.parametrize(
    "headline",
    [
        "Canva opens within Gemini",  # of another firm, whatever it names behind
        "Perlo builds on Claude",
        "iOS 41.2 and its icons",  # a maker of more than AI, and no word says AI
        "A heron among the models of spring",  # nobody is named
    ],
)
def test_whose_launch_it_might_be_must_be_named_first_and_make_ai(rules: Rules, headline: str) -> None:
    assert flag(article_of(headline), _with(rules, 9.0)).labels == ()


def test_a_lab_that_speaks_for_itself_needs_no_name(rules: Rules) -> None:
    own = article_of("A heron among the models of spring", publisher="Anthropic", own="Anthropic")
    assert flag(own, _with(rules, 9.0)).labels == ("competitor_launch",)


def test_only_a_veto_that_yields_is_overruled(rules: Rules, tmp_path: Path) -> None:
    told = "Review: OpenAI launches Atlas"
    worded = _with(rules, 9.0)
    assert flag(article_of(told), dataclasses.replace(worded, wording=None)).labels == ()
    flagged = flag(article_of(told), worded)
    assert flagged.labels == ("competitor_launch",)
    assert [launch.product and launch.product.value for launch in flagged.launches] == ["Atlas"]
    (tmp_path / "mine.yml").write_text("vetoes:\n  - id: review\n    yields: false\n", encoding="utf-8")
    own = _with(load_rules([SHIPPED, tmp_path]), 9.0)
    assert flag(article_of(told), own).labels == ()


def test_a_text_without_a_headline_and_what_only_a_body_tells_are_left_to_the_rules(rules: Rules) -> None:
    text = f"{LAUNCH}. The firm was founded long ago in California."
    assert flag(article_of("", body=text), _with(rules, -9.0)).labels == ("competitor_launch",)
    assert flag(article_of("", body="Herons in spring. Claude sat by."), _with(rules, 9.0)).labels == ()


def test_muted_it_says_nothing(rules: Rules) -> None:
    assert flag(article_of(WEAKLY), _with(rules, -9.0), {"wording"}).labels == ("competitor_launch",)
    assert flag(article_of(UNREAD), _with(rules, 9.0), {"wording"}).labels == ()


def test_names_stand_as_what_they_are_to_the_rules(rules: Rules) -> None:
    def phrases(headline: str) -> list[str]:
        return phrases_of(read(article_of(headline, "It sings for $3."), rules))

    one, other = phrases("Anthropic launches Claude 9"), phrases("Mistral launches Pixtral 9")
    assert one == other == list(dict.fromkeys(one))
    assert {
        "title launches",
        "title verb present launch",
        "any sings",
        "below ^ it",
        "below it sings",
        "title <watched company, ai> launches",
    } <= set(one)


def test_a_sign_that_nobody_sees_is_written_as_one(rules: Rules) -> None:
    """A file of weights with such a one in it could not be read as YAML."""
    found = phrases_of(read(article_of(f"{LAUNCH} \x92 today"), rules))
    assert all(phrase.isprintable() for phrase in found)


def test_of_a_description_its_first_lines_are_asked(rules: Rules) -> None:
    long = "It sings of herons. " * 40
    assert "below herons" in phrases_of(read(article_of(LAUNCH, long), rules))
    assert "below otters" not in phrases_of(read(article_of(LAUNCH, long + "And of otters."), rules))


@pytest.mark.parametrize(
    ("fields", "line", "says"),
    [
        ("    bias: .nan\n", 3, "wordings.0.bias: Input should be"),
        ("    floor: 0.99\n", 2, "`floor` (0.99) is above `tells`"),
        ("    weights: [1, 2]\n", 3, "wordings.0.weights: "),
    ],
)
def test_phrases_that_make_no_sense_are_told_by_file_and_line(
    fields: str, line: int, says: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yml"
    mine.write_text(f"wordings:\n  - id: competitor_launch\n{fields}", encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load_rules([SHIPPED, tmp_path])
    assert f"{mine}:{line}: " in str(told.value)
    assert says in str(told.value)


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "wordings:\n  - id: competitor_launch\n    disable: true\n", encoding="utf-8"
    )
    assert load_rules([SHIPPED, tmp_path]).wording is None


def test_each_shipped_phrase_is_of_something_that_the_rules_know(rules: Rules) -> None:
    """A verb or cue that is renamed would leave its weight behind, and nobody would notice."""
    assert rules.wording is not None
    known = {verb.id for verb in rules.verbs} | set(get_args(Cue))
    said = (re.fullmatch(r"(?:title|below) (?:verb \w+|cue) (\S+)", p) for p in rules.wording.weights)
    found = {match.group(1) for match in said if match}
    assert found
    assert found <= known


def test_hardly_a_construction_comes_to_something_else_by_it(
    flagged_twice: Flag, flagged_as_shipped: Flag
) -> None:
    """They are told oddly on purpose: of 2,600 launches it may take four in a thousand, and tell as many others."""
    counts: Counter[str] = Counter()
    for kind, headline, description, publisher in construction_rows():
        wanted = "competitor_launch" in WANTED[kind]
        told, worded = (
            "competitor_launch" in by(headline, description, publisher=publisher or "The Press").labels
            for by in (flagged_twice, flagged_as_shipped)
        )
        counts["launches" if wanted else "others"] += 1
        counts["taken"] += wanted and told and not worded
        counts["added"] += not wanted and worded and not told
    assert counts["launches"] > 2400
    assert counts["taken"] <= 0.004 * counts["launches"]
    assert counts["added"] <= 0.004 * counts["others"]
