"""Rule files: they load, say where they are wrong, and a user's folder adds, overrides and disables."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from newswatch.cli.assemble import tried_rules
from newswatch.errors import ConfigError
from newswatch.messages import Article, SourceRef
from newswatch.settings import load_settings
from processors.detect.check import check_rules
from processors.detect.words.model import Veto
from processors.detect.words.patterns import ASKED, together
from processors.detect.words.text import fold
from processors.flag import SHIPPED, Rules, flag, load_rules


def test_every_shipped_rule_passes_its_own_examples(rules: Rules) -> None:
    problems = [str(problem) for problem in check_rules(rules)]
    assert problems == []


WRONG_PATTERN = """vetoes:
  - id: medals
    labels: [ai_investment]
    scope: headline
    weight: 0.9
    words: [medal]
    patterns: ["(gold"]
    examples: {fires: [Bexley Labs wins a medal], silent: [Bexley Labs wins]}
"""


def test_no_shipped_entry_says_a_thing_twice() -> None:
    twice = [
        (file.name, entry["id"], key, one)
        for file in SHIPPED.glob("*.yml")
        for entries in yaml.safe_load(file.read_text(encoding="utf-8")).values()
        for entry in entries
        if isinstance(entry, dict)
        for key, said in entry.items()
        if isinstance(said, list)
        for one, times in Counter(map(str, said)).items()
        if times > 1
    ]
    assert twice == []


def test_every_shipped_pattern_is_one(rules: Rules) -> None:
    assert load_rules([SHIPPED], trusted=()).vetoes == rules.vetoes


def test_rules_check_tries_patterns_of_ours_that_a_start_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in SHIPPED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "wrong.yml").write_text(WRONG_PATTERN)
    load_rules([tmp_path], trusted=[tmp_path])
    monkeypatch.setattr("newswatch.cli.assemble.rule_dirs", lambda _: [tmp_path])
    with pytest.raises(ConfigError, match=r"wrong\.yml:7: vetoes\.0\.patterns\.0: no regular expression"):
        tried_rules(load_settings())


def test_a_pattern_is_compiled_when_a_text_holds_a_word_of_its_veto() -> None:
    rules = load_rules([SHIPPED])
    assert flag(_article("Nothing happens in Bexley today"), rules).labels == ()
    assert not any("pattern" in vars(one) for one in rules.patterns), "all of them take a second"
    one = next(one for one in rules.patterns if one.veto.scope == "headline")
    assert one.found(fold(one.veto.examples.fires[0]))
    assert [other for other in rules.patterns if "pattern" in vars(other)] == [one]


def test_a_users_folder_adds_overrides_and_disables(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "companies:\n"
        "  - {id: globex, name: Globex, level: watched, ai: core}\n"
        "  - {id: apple, level: other}\n"
        "vetoes:\n"
        "  - {id: shopping, disable: true}\n",
        encoding="utf-8",
    )
    rules = load_rules([SHIPPED, tmp_path])
    assert rules.companies["globex"].name == "Globex"
    assert (rules.companies["apple"].level, rules.companies["apple"].name) == ("other", "Apple")
    assert all(veto.id != "shopping" for veto in rules.vetoes)
    assert rules.version != load_rules([SHIPPED]).version


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("companies:\n  - id: a\n    nmae: A\n", ":3: companies.0.nmae"),
        ("verbs:\n  - id: v\n    frame: fly\n    examples: {fires: [x], silent: [y]}\n", ":3: verbs.0.frame"),
        (
            "vetoes:\n  - id: v\n    labels: [ai_investment]\n    weight: 2\n    words: [x]\n"
            "    examples: {fires: [x], silent: [y]}\n",
            ":4: vetoes.0.weight",
        ),
        (
            "vetoes:\n  - id: v\n    labels: [ai_investment]\n    weight: 0.5\n    scope: headline\n    words: [x]\n"
            "    patterns: ['(xyz']\n    examples: {fires: [x], silent: [y]}\n",
            ":7: vetoes.0.patterns.0: no regular expression",
        ),
        (
            "vetoes:\n  - id: v\n    labels: [ai_investment]\n    weight: 0.5\n    scope: before\n    words: [x]\n"
            "    examples: {fires: [x], silent: [y]}\n",
            "go with `patterns`",
        ),
        (
            "vetoes:\n  - id: v\n    labels: [ai_investment]\n    weight: 0.5\n    words: [x]\n"
            "    outright: {competitor_launch: {within: 0.1}}\n    examples: {fires: [x], silent: [y]}\n",
            "names a label that is not among",
        ),
        ("lists:\n  - id: l\n    words: ['(a|b']\n", ":3: lists.0.words"),
        (
            "companies:\n  - {id: nobody-there, disable: true}\n  - {id: globex, nmae: Globex}\n",
            ":3: companies.1.nmae: there is no such key; did you mean `name`?",
        ),
        ("companies:\n  - {id: globex, name: 3}\n", ":2: companies.0.name: a text is expected"),
        (
            "companies:\n  - {id: globex, name: G, aliases: H}\n",
            ":2: companies.0.aliases: a list is expected",
        ),
        ("companies:\n  - {id: Globex Corp, name: G}\n", ":2: companies.0.id: an id is of small letters"),
        (
            "companies:\n\t- id: globex\n",
            ":2: no valid YAML: found character that cannot start any token; indent",
        ),
        (
            "companies:\n  - {id: globex, name: G, parent: opnai}\n",
            "globex: no company has the id 'opnai'; did you",
        ),
        (
            "families:\n  - id: gf\n    company: globx\n    names: [G]\n",
            ":3: families gf: no company has the id",
        ),
        ("thresholds:\n  - {id: labl, value: 0.4}\n", ":2: thresholds labl: neither below, capex, label,"),
        ("thresholds:\n  - {id: label, value: 5}\n", ":2: thresholds label: a score from 0 to 1"),
        ("thresholds:\n  - {id: capex, value: 5}\n", ":2: thresholds capex: it can only be set higher"),
        ("companies: [\n", "no valid YAML"),
        ("- a\n", "a rule file is a mapping"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_key(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mine\.yml") as error:
        load_rules([SHIPPED, tmp_path])
    assert where in str(error.value)


_VERB = "- {id: v, frame: acquire, en: [x], examples: {fires: [x], silent: [y]}}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "companies:\n- {id: globex, name: Globex}\n- {id: globex, name: Initech}\n",
            ":3: companies globex: is there twice, first in line 2",
        ),
        (
            "products: [{id: p, name: P, company: apple}, {id: p, name: Q, company: apple}]\n",
            ":1: products p:",
        ),
        (f"verbs:\n{_VERB}{_VERB}", ":3: verbs v: is there twice, first in line 2"),
        ("vetoes:\n- {id: shopping, disable: true}\n- {id: shopping, weight: 0.1}\n", ":3: vetoes shopping:"),
        (
            "companies:\n- {id: apple, level: other}\nverbs: []\ncompanies: []\n",
            ":4: companies: is there twice",
        ),
        (
            "companies:\n- id: apple\n  people: [Ada Vale]\n  people: [Bo Lund]\n",
            ":4: companies.0.people: is there twice, first in line 3",
        ),
    ],
)
def test_what_stands_twice_in_a_file_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """YAML, and an override, would take the last one and say nothing of the first."""
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(f"mine.yml{told}")):
        load_rules([SHIPPED, tmp_path])


def test_of_two_files_of_a_folder_the_later_overrides(tmp_path: Path) -> None:
    (tmp_path / "1.yml").write_text("companies:\n- {id: globex, name: Globex, ai: core}\n", encoding="utf-8")
    (tmp_path / "2.yml").write_text("companies:\n- {id: globex, name: Globex Labs}\n", encoding="utf-8")
    globex = load_rules([SHIPPED, tmp_path]).companies["globex"]
    assert (globex.name, globex.ai) == ("Globex Labs", "core")


def test_sums_from_which_deals_count_are_ones_own_to_set(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "thresholds:\n"
        "  - {id: round, value: 40.0e+6}\n"
        "  - {id: valuation, value: 4.0e+9}\n"
        "  - {id: capex, value: 5.0e+9}\n",
        encoding="utf-8",
    )
    shipped, own = load_rules([SHIPPED]), load_rules([SHIPPED, tmp_path])
    small = _article("AI start-up Plinthos raises $50 million")
    valued = _article("AI start-up Plinthos is now valued at $2 billion")
    built = _article("Microsoft to spend $2 billion on AI data centers in Norway")
    assert [flag(one, shipped).labels for one in (small, valued, built)] == [
        (),
        ("ai_investment",),
        ("ai_investment",),
    ]
    assert [flag(one, own).labels for one in (small, valued, built)] == [("ai_investment",), (), ()]


def test_a_rule_of_ones_own_may_be_called_as_a_threshold_is(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "verbs:\n"
        "  - id: round\n"
        "    frame: raise\n"
        "    en: [hoover]\n"
        "    examples:\n"
        '      fires: ["AI start-up Plinthos hoovers $200 million"]\n'
        '      silent: ["AI start-up Plinthos hoovers its rugs"]\n',
        encoding="utf-8",
    )
    rules = load_rules([SHIPPED, tmp_path])
    assert flag(_article("AI start-up Plinthos hoovers $200 million"), rules).labels == ("ai_investment",)


def test_a_product_of_an_unknown_company_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("products:\n  - {id: p, name: P, company: nobody}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mine\.yml:2: products p: no company has the id 'nobody'"):
        load_rules([SHIPPED, tmp_path])


def test_a_company_is_taken_out_with_what_it_makes(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("companies:\n  - {id: openai, disable: true}\n", encoding="utf-8")
    rules = load_rules([SHIPPED, tmp_path])
    assert "openai" not in rules.companies
    assert all(entity.company.id != "openai" for _, entity in rules.entities)


def test_an_entry_that_is_switched_on_and_was_never_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("companies:\n  - {id: globex, disable: false}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mine\.yml:2: companies globex: name: it is missing"):
        load_rules([SHIPPED, tmp_path])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_rules([tmp_path / "none"])


def _article(headline: str) -> Article:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    headline, _, description = headline.partition(" | ")
    return Article(
        id="0",
        url="https://example.org/",
        headline=headline,
        description=description or None,
        publisher="Example",
        source=SourceRef(id="examples", publisher="Example"),
        discovered_at=then,
        fetched_at=then,
    )


OWN_PATTERN = """
lists:
  - id: my-prizes
    words: [award, (gold|silver) medal, trophy*]
vetoes:
  - id: my-prize-giving
    labels: [competitor_launch, ai_investment]
    scope: {scope}
    weight: 1
    words: [award, medal, troph]
    patterns: ['{pattern}']
    unless: [for it]
    bears_on: [{bears}]
    examples:
      fires: ["Gemini wins a gold medal in mathematics"]
      silent: ["Google launches Gemini 3"]
"""


def _own(
    folder: Path,
    pattern: str = r"\b(?:wins?|takes)\b…30\b{my-prizes}\b",
    scope: str = "headline",
    bears: str = "",
) -> Rules:
    (folder / "mine.yml").write_text(
        OWN_PATTERN.replace("{pattern}", pattern).replace("{scope}", scope).replace("{bears}", bears),
        encoding="utf-8",
    )
    return load_rules([SHIPPED, folder])


@pytest.mark.parametrize(
    ("headline", "labels"),
    [
        ("Google launches Gemini 9, which wins a gold medal", ()),
        ("Google launches Gemini 9, which takes every trophy", ()),
        ("Google launches Gemini 9, which wins a golden medal", ("competitor_launch",)),
        ("Google launches Gemini 9. It wins: a gold medal", ("competitor_launch",)),  # another phrase
        ("Google launches Gemini 9 and wins a gold medal for it", ("competitor_launch",)),
        ("Nvidia, which wins an award, invests $2 billion in Lumera AI", ()),
    ],
)
def test_a_users_pattern_silences_and_says_where(
    tmp_path: Path, headline: str, labels: tuple[str, ...]
) -> None:
    flagged = flag(_article(headline), _own(tmp_path))
    assert flagged.labels == labels
    vetoes = [reason for reason in flagged.reasons if reason.rule == "my-prize-giving"]
    assert bool(vetoes) is (labels == ())
    for veto in vetoes:
        assert veto.decision == "veto"
        assert veto.evidence is not None
        assert headline[veto.evidence.start : veto.evidence.end] == veto.evidence.quote


def test_a_pattern_before_a_deal_leaves_asides_alone(tmp_path: Path) -> None:
    rules = _own(tmp_path, scope="before")
    assert flag(_article("Nvidia, which wins an award, invests $2 billion in Lumera AI"), rules).labels == ()
    aside = flag(_article("Nvidia invests $2 billion in Lumera AI, which wins an award"), rules)
    assert aside.labels == ("ai_investment",)


def test_a_pattern_bears_on_the_claims_that_it_names(tmp_path: Path) -> None:
    rules = _own(tmp_path, scope="before", bears="acquisition")
    assert flag(_article("Nvidia, which wins an award, buys Lumera AI for $2 billion"), rules).labels == ()
    stake = flag(_article("Nvidia, which wins an award, invests $2 billion in Lumera AI"), rules)
    assert stake.labels == ("ai_investment",)


@pytest.mark.parametrize(
    "headline",
    ["Google launches Gemini 9, a gold medal winner", "Nvidia invests $2 billion in gold medal AI"],
)
def test_of_several_patterns_the_heaviest_counts(tmp_path: Path, headline: str) -> None:
    veto = """
  - id: my-{name}
    labels: [competitor_launch, ai_investment]
    scope: headline
    weight: {weight}
    words: [medal]
    patterns: ['gold medal']
    examples: {{fires: ["Gemini wins a gold medal in mathematics"], silent: ["Google launches Gemini 3"]}}
"""
    light, heavy = veto.format(name="light", weight=0.1), veto.format(name="heavy", weight=1)
    for vetoes in (light + heavy, heavy + light):
        (tmp_path / "mine.yml").write_text(f"vetoes:{vetoes}", encoding="utf-8")
        flagged = flag(_article(headline), load_rules([SHIPPED, tmp_path]))
        assert flagged.labels == ()
        assert "my-heavy" in {reason.rule for reason in flagged.reasons}
    (tmp_path / "mine.yml").write_text(f"vetoes:{light}", encoding="utf-8")
    assert flag(_article(headline), load_rules([SHIPPED, tmp_path])).labels != ()


BELOW = """
vetoes:
  - id: my-recipes
    labels: [{label}]
    scope: below
    weight: 1
    words: [soup]
    patterns: ['\\bsoups? for\\b']
    examples:
      fires: ["Google launches Gemini 9 | Its soup for cooks."]
      silent: ["Google launches Gemini 9, a soup for trouble"]
"""


def test_a_pattern_below_looks_under_the_headline(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(BELOW.replace("{label}", "competitor_launch"), encoding="utf-8")
    rules = load_rules([SHIPPED, tmp_path])
    headline = "Google launches Gemini 9"
    assert flag(_article(f"{headline} | Its soup for cooks."), rules).labels == ()
    for told in (f"{headline}, a soup for trouble", f"{headline} | One. Two. Three. Its soup for cooks."):
        assert flag(_article(told), rules).labels == ("competitor_launch",)
    assert [one for one in check_rules(rules) if one.rule == "my-recipes"] == []


def test_a_pattern_below_speaks_of_launches_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(BELOW.replace("{label}", "ai_investment"), encoding="utf-8")
    with pytest.raises(ConfigError, match="scope below speaks of competitor_launch alone"):
        load_rules([SHIPPED, tmp_path])


def test_a_pattern_that_names_an_unknown_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\.yml:\d+: vetoes my-prize-giving: no list has the id 'prizes'"):
        _own(tmp_path, pattern="wins {prizes}")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?<={my-prizes})x", "look-behind requires"),  # (a list's words are of several lengths)
        ("wins…5*medal", "multiple repeat"),
        ("wins…99999999999medal", "too large"),
        ("(?i)medal", "global flags"),
        (r"(gold|silver) medal or \1", "named or referred to"),
        ("(?P<which>gold) medal", "named or referred to"),
        ("|medal", "found in every text"),
        (r"(?:[a-z ]+)+\d$", "an endless repetition within another"),
        (r"(?:\w+ ?){0,60}\d$", "an endless repetition within another"),
        (r"(?:{my-prizes} )*\d$", "an endless repetition within another"),  # (`trophy*` is one)
    ],
)
def test_a_pattern_that_can_not_work_is_refused(tmp_path: Path, pattern: str, why: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(why)) as refused:
        _own(tmp_path, pattern=pattern)
    assert pattern in str(refused.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(
            (f"lists:\n- {{id: {id_}, disable: true}}\n", f"lists {id_}: it can't be disabled")
            for id_ in ASKED
        ),
        ("lists:\n- {id: security, words: []}\n", "mine.yml:2: lists.0.words"),
        *(
            (f"lists:\n- {{id: security, words: ['{word}']}}\n", f"lists security: '{word}' is found")
            for word in ("", " ", "*", "(|x)")
        ),
        ("lists:\n- {id: 3d, words: [x]}\n", "mine.yml:2: lists.0.id"),
        ("lists:\n- {id: security, disable: 'false'}\n", "mine.yml:2: lists.0.disable"),
        ("lists:\n- {id: [security], words: [x]}\n", "mine.yml:2: lists.0.id"),
        ("lists:\n- {id: [security], disable: true}\n", "mine.yml:2: lists.0.id"),
        ("lists:\n- {id: security, words: [2026-13-45]}\n", "mine.yml:1: can't be read: month"),
        ("lists:\n- {id: security, words: ['\x01']}\n", "mine.yml:1: can't be read: unacceptable character"),
        ("vetoes:\n- {id: how-to, words: ['^']}\n", "mine.yml:2: vetoes.0.words.0"),
    ],
)
def test_a_wrong_entry_is_told_when_it_is_read(tmp_path: Path, text: str, why: str) -> None:
    """Not by the first article that would ask for it."""
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(why)):
        load_rules([SHIPPED, tmp_path])


def test_the_lists_that_can_not_be_disabled_are_those_that_code_asks_for() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (SHIPPED.parent / "detect").rglob("*.py"))
    assert tuple(sorted(set(re.findall(r'listed\["([^"]+)"\]', code)))) == ASKED


def test_vetoes_asked_together_find_what_each_finds_by_itself(rules: Rules) -> None:
    texts = [fold(text) for veto in rules.vetoes for text in (*veto.examples.fires, *veto.examples.silent)]
    asked = tuple(one for one in rules.patterns if one.pattern is not None)
    alike = together(asked)
    for text in texts:
        by_itself = [(one.veto, span) for one in asked if (span := one.found(text)) is not None]
        assert list(alike.found(text)) == by_itself


def test_vetoes_asked_together_may_be_none() -> None:
    assert list(together(()).found("nvidia invests in cohere")) == []


def _without(veto: Veto, rules: Rules) -> Rules:
    """Rules without a pattern's veto. What is compiled of the others is lent: compiling takes a second and a half."""
    rest = dataclasses.replace(
        rules, vetoes=tuple(other for other in rules.vetoes if other is not veto), opinions={}, wording=None
    )
    lent = {"automaton", "unless", "listed", "common_forms", "ways", "voices", "sites", "skeleton_names"}
    vars(rest).update({name: getattr(rules, name) for name in lent})
    vars(rest)["patterns"] = tuple(one for one in rules.patterns if one.veto is not veto)
    return rest


def test_every_example_of_a_pattern_stands_for_it(rules: Rules) -> None:
    """Without the veto each of its `fires` examples would be told: the veto is what silences it."""
    told: list[str] = []
    for veto in rules.vetoes:
        if veto.patterns:
            without = _without(veto, rules)
            told += [veto.id for text in veto.examples.fires if flag(_article(text), without).labels == ()]
    assert told == []
