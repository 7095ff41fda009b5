"""Rule files: they load, say where they are wrong, and a user's folder adds, overrides and disables."""

from __future__ import annotations

from pathlib import Path

import pytest

from newswatch.errors import ConfigError
from processors.detect.check import check_rules
from processors.flag import SHIPPED, Rules, load_rules


def test_every_shipped_rule_passes_its_own_examples(rules: Rules) -> None:
    problems = [str(problem) for problem in check_rules(rules)]
    assert problems == []


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
        ("companies: [\n", "no valid YAML"),
        ("- a\n", "a rule file is a mapping"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_key(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mine\.yml") as error:
        load_rules([SHIPPED, tmp_path])
    assert where in str(error.value)


def test_a_product_of_an_unknown_company_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("products:\n  - {id: p, name: P, company: nobody}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="nobody"):
        load_rules([SHIPPED, tmp_path])


def test_an_entry_that_is_switched_on_and_was_never_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("companies:\n  - {id: globex, disable: false}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="companies globex name: Field required"):
        load_rules([SHIPPED, tmp_path])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_rules([tmp_path / "none"])
