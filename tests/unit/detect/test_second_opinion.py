"""The second opinion: what it is made of, what it does to a label, and what is shipped."""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from newswatch.errors import ConfigError
from newswatch.messages import Flagged, Label, SourceRef
from processors.detect.assemble import judged
from processors.detect.grammar.reading import read
from processors.detect.launches.decide import best, strongest
from processors.detect.second.opinion import UNSURE, chance
from processors.detect.second.traits import traits_of
from processors.detect.words.model import Cue, Opinion
from processors.flag import SHIPPED, Rules, flag, load_rules
from processors.matching.strength import is_sure, strength
from tests.unit.detect.conftest import Flag, article_of
from tests.unit.detect.test_detect_constructions import WANTED, construction_rows

LAUNCH = "Google launches Gemini 9"
DEAL = "Microsoft invests $3 billion in Quorvel, an AI lab"


@pytest.fixture(scope="session")
def rules() -> Rules:
    """Without the wording, which has a say in the same label."""
    return dataclasses.replace(load_rules([SHIPPED]), wording=None)


def _with(rules: Rules, label: Label, bias: float, weights: dict[str, float] | None = None) -> Rules:
    opinion = Opinion(id=label, bias=bias, floor=0.3, sure=0.8, weights=weights or {})
    return dataclasses.replace(rules, opinions={label: opinion})


def _second(flagged: Flagged) -> list[tuple[str, str | None]]:
    return [(r.decision, r.label) for r in flagged.reasons if r.rule == "second-opinion"]


def test_what_is_most_likely_wrong_is_not_told_and_the_reason_says_so(rules: Rules) -> None:
    weights = {"rule launch": -4.0, "outright": 0.5}
    flagged = flag(article_of(LAUNCH), _with(rules, "competitor_launch", 0.0, weights))
    assert (flagged.labels, flagged.launches) == ((), ())
    assert 0 < flagged.score["competitor_launch"] < rules.thresholds["label"]
    assert _second(flagged) == [("veto", "competitor_launch")]
    [reason] = [r for r in flagged.reasons if r.rule == "second-opinion"]
    assert reason.detail == "right in 3% of cases like it (30% is told); against it: rule launch -4.00"


def test_a_deal_that_is_refused_leaves_no_deal(rules: Rules) -> None:
    told_by_noun = article_of("Microsoft's $3 billion investment in Quorvel, an AI lab")
    flagged = flag(told_by_noun, _with(rules, "ai_investment", -5.0))
    assert (flagged.labels, flagged.deals) == ((), ())


def test_what_a_giant_outright_puts_into_an_ai_firm_is_only_doubted(rules: Rules) -> None:
    likely_wrong = _with(rules, "ai_investment", -5.0)
    for headline in (
        DEAL,
        "Uber and Nvidia back self-driving startup Wavelane",
        "Nvidia takes stake in AI cloud firm Quorvel",
    ):
        flagged = flag(article_of(headline), likely_wrong)
        assert (flagged.labels, flagged.score["ai_investment"] <= UNSURE) == (("ai_investment",), True), (
            headline
        )
    for headline in (
        "Microsoft supports AI model maker Quorvel on Azure",
        "Elmwood Partners invests $300 million in Quorvel, an AI lab",
    ):
        assert flag(article_of(headline), likely_wrong).labels == (), headline


def test_a_deal_that_is_refused_silences_no_launch(rules: Rules) -> None:
    headline = (
        "NVIDIA Introduces ADEPT-XL: A 3.1B-Parameter Open-Source World Model That Draws on a Single GPU"
    )
    assert flag(article_of(headline), _with(rules, "ai_investment", -4.0)).labels == ("competitor_launch",)
    assert flag(article_of(headline), _with(rules, "ai_investment", 4.0)).labels == ("ai_investment",)


def test_what_a_verb_of_launching_tells_above_and_below_is_only_doubted(rules: Rules) -> None:
    likely_wrong = _with(rules, "competitor_launch", -4.0)
    flagged = flag(article_of(LAUNCH, "Google has launched Gemini 9, a small model."), likely_wrong)
    assert flagged.labels == ("competitor_launch",)
    assert flagged.score["competitor_launch"] == UNSURE
    assert flag(article_of(LAUNCH, "Gemini 9 is a small model."), likely_wrong).labels == ()


def test_what_may_be_wrong_is_told_as_unsure(rules: Rules) -> None:
    flagged = flag(article_of(LAUNCH), _with(rules, "competitor_launch", 0.5))
    assert flagged.labels == ("competitor_launch",)
    assert flagged.launches
    assert flagged.score["competitor_launch"] == UNSURE
    assert not is_sure(strength(flagged.labels, flagged.score))
    assert _second(flagged) == [("note", "competitor_launch")]


def test_what_is_likely_right_stays_as_the_rules_told_it(rules: Rules) -> None:
    alone = flag(article_of(LAUNCH), dataclasses.replace(rules, opinions={}))
    assert flag(article_of(LAUNCH), _with(rules, "competitor_launch", 4.0)) == alone


def test_one_label_has_no_say_in_the_other(rules: Rules) -> None:
    flagged = flag(article_of(DEAL), _with(rules, "competitor_launch", -9.0))
    assert flagged.labels == ("ai_investment",)


def test_what_only_a_body_tells_is_left_to_the_rules(rules: Rules) -> None:
    text = f"{DEAL}. The firm was founded two years ago in Lyon."
    assert flag(article_of("", body=text), _with(rules, "ai_investment", -9.0)).labels == ("ai_investment",)


def test_a_description_without_a_headline_is_left_to_the_rules(rules: Rules) -> None:
    flagged = flag(article_of("", f"{DEAL}."), _with(rules, "ai_investment", -9.0))
    assert (flagged.labels, _second(flagged)) == (("ai_investment",), [])


def test_what_a_firm_says_of_its_own_money_is_left_to_the_rules(rules: Rules) -> None:
    told = article_of(
        "We enter a new phase with OpenAI", "We are making a multibillion-dollar investment in OpenAI."
    )
    own = told.model_copy(
        update={
            "publisher": "Microsoft",
            "source": SourceRef(id="s", publisher="Microsoft", organisation="Microsoft", first_party=True),
        }
    )
    flagged = flag(own, _with(rules, "ai_investment", -9.0))
    assert (flagged.labels, _second(flagged)) == (("ai_investment",), [])


def test_it_sees_no_words_but_what_the_rules_find_in_them(rules: Rules) -> None:
    def traits(headline: str) -> list[str]:
        reading = read(article_of(headline), rules)
        top = strongest(judged(reading)[0])
        assert top is not None
        return traits_of(top, reading)

    one, other = (
        traits("Microsoft invests $3 billion in Quorvel AI"),
        traits("Amazon invests $4 billion in Zelmar AI"),
    )
    assert one == other
    assert {"rule invest", "kind stake", "investor watched company", "magnitude 9"} <= set(one)
    assert one == sorted(set(one))


def test_what_stands_before_within_and_behind_is_told_apart(rules: Rules) -> None:
    reading = read(
        article_of("Report: Google launches Gemini 9, sources say", "Meta has no answer yet."), rules
    )
    top = best(judged(reading)[1])
    assert top is not None
    found = set(traits_of(top, reading))
    assert {"within verb launch", "before sign :", "behind sign ,"} <= found
    assert not [trait for trait in found if trait.startswith("above")]


def test_a_sentence_of_criticism_below_says_nothing_against_a_headline(rules: Rules) -> None:
    def traits(description: str) -> list[str]:
        reading = read(article_of("Google launches Gemini 9", description), rules)
        top = best(judged(reading)[1])
        assert top is not None
        return traits_of(top, reading)

    assert traits("Experts warn that it could be misused.") == traits("It answers in forty languages.")


def test_the_headline_above_counts_for_what_a_description_tells(rules: Rules) -> None:
    reading = read(article_of("Ask it anything, says Meta?", "Google launches Gemini 9 today."), rules)
    top = best(judged(reading)[1])
    assert top is not None
    assert {"field description", "above sign ?", "above watched company"} <= set(traits_of(top, reading))


@pytest.mark.parametrize("sign", ["\x92", "\x07", "\u200b", "\ud800"])
def test_a_sign_that_nobody_sees_is_no_trait(sign: str, rules: Rules) -> None:
    """A file of weights with such a one in it could not be read as YAML, or not be written."""
    reading = read(article_of(f"Google launches Gemini 9 {sign} today! At last"), rules)
    top = best(judged(reading)[1])
    assert top is not None
    found = traits_of(top, reading)
    assert [trait for trait in found if " sign " in trait] == ["behind sign !"]


def test_no_weight_at_all_is_an_even_chance() -> None:
    assert chance(0.0, {}, ["rule launch"]) == 0.5
    assert chance(0.0, {"rule launch": 2.0}, ["rule launch"]) == pytest.approx(0.881, abs=0.001)


@pytest.mark.parametrize(("bias", "comes_to"), [(1e308, 1.0), (-1e308, 0.0), (-100.0, 0.0)])
def test_weights_beyond_all_measure_come_to_certainty_and_no_error(bias: float, comes_to: float) -> None:
    weights = {f"trait {n}": math.copysign(100.0, bias) for n in range(50)}
    assert chance(bias, weights, weights) == pytest.approx(comes_to)


def test_a_bias_that_speaks_alone_is_named(rules: Rules) -> None:
    flagged = flag(article_of(LAUNCH), _with(rules, "competitor_launch", -5.0))
    [reason] = [r for r in flagged.reasons if r.rule == "second-opinion"]
    assert reason.detail.endswith("against it: no trait, the bias alone")


@pytest.mark.parametrize(
    ("fields", "line", "says"),
    [
        ("    bias: .nan\n", 3, "opinions.0.bias: Input should be"),
        ("    bias: -800\n", 3, "opinions.0.bias: Input should be greater than or equal to -100"),
        (
            '    weights:\n      "rule launch": 1\n      "outright": .inf\n',
            5,
            "opinions.0.weights.outright: ",
        ),
        ("    weights: [1, 2]\n", 3, "opinions.0.weights: "),
        ("    floor: 0.9\n", 2, "`floor` (0.9) is above `sure` (0.75): give both"),
    ],
)
def test_an_opinion_that_makes_no_sense_is_told_by_file_and_line(
    fields: str, line: int, says: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.yml"
    mine.write_text(f"opinions:\n  - id: competitor_launch\n{fields}", encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load_rules([SHIPPED, tmp_path])
    assert f"{mine}:{line}: " in str(told.value)
    assert says in str(told.value)


@pytest.mark.parametrize("label", ["ai_investment", "competitor_launch"])
def test_each_shipped_weight_is_of_something_that_the_rules_know(rules: Rules, label: Label) -> None:
    """A rule, verb, cue or veto that is renamed would leave its weight behind, and nobody would notice."""
    known = {f"verb {verb.id}" for verb in rules.verbs} | {f"cue {cue}" for cue in get_args(Cue)}
    known |= {f"veto {veto.id}" for veto in rules.vetoes}
    found = [
        (trait, what)
        for trait in rules.opinions[label].weights
        if (what := re.sub(r"^(?:before|within|behind|above|below|against) ", "", trait)) != trait
        and (what.startswith(("verb ", "cue ", "veto ")) or trait.startswith("against "))
    ]
    assert found
    lost = [t for t, what in found if (f"veto {what}" if t.startswith("against ") else what) not in known]
    assert lost == []


def test_shipped_limits_are_in_order(rules: Rules) -> None:
    assert set(rules.opinions) == {"ai_investment", "competitor_launch"}
    assert all(0 < one.floor < one.sure < 1 for one in rules.opinions.values())


def test_hardly_a_construction_falls_silent_by_it_and_none_begins_to_speak(
    flagged: Flag, flagged_twice: Flag
) -> None:
    """They are told oddly on purpose: of some 1,500 that the rules tell it may take two in a hundred."""
    counts: Counter[str] = Counter()
    for kind, headline, description, publisher in construction_rows():
        told = flagged(headline, description, publisher=publisher or "The Press").labels
        twice = flagged_twice(headline, description, publisher=publisher or "The Press").labels
        assert set(twice) <= set(told)
        counts["told"] += len(WANTED[kind] & set(told))
        counts["silenced"] += len(WANTED[kind] & set(told) - set(twice))
    assert counts["told"] > 1400
    assert counts["silenced"] <= 0.02 * counts["told"]
