"""`rules check` and `backtest` tell all that is amiss with a folder of one's own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawlers.sources import read_sources
from newswatch.cli.app import app
from newswatch.cli.doctor_files import file_checks
from newswatch.errors import ConfigError
from newswatch.settings import Settings
from processors.detect.words.load import load_rules


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(tmp_path))


def test_the_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "rules" / "a.yml").write_text(
        "companies:\n  - {id: kestora, nam: Kestora}\n", encoding="utf-8"
    )
    (tmp_path / "rules" / "b.yml").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "rules" / "c.yml").write_text("verbs:\n  - {id: nab, frame: aquire}\n", encoding="utf-8")
    from newswatch.cli.assemble import rules

    with pytest.raises(ConfigError) as told:
        rules(Settings())
    for file in ("a.yml:2: companies.0.nam", "b.yml:1: can't be read", "c.yml:2: verbs.0.frame"):
        assert file in str(told.value)


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules" / "mine.yaml").write_text("companies: []\n", encoding="utf-8")
    (tmp_path / "rules" / "common-words.txt").write_text("orbit\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["rules", "check"])
    assert done.exit_code == 0
    assert done.stderr == f"{tmp_path}/rules/mine.yaml is not read: a file of rules is NAME.yml\n"


def test_a_backtest_of_no_rules_is_none(tmp_path: Path) -> None:
    (tmp_path / "rules" / "mine.yml").write_text("companies: []\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["backtest", "--rules", str(tmp_path)])
    assert isinstance(done.exception, ConfigError)
    assert f"did you mean {tmp_path}/rules?" in str(done.exception)


@pytest.mark.parametrize(
    "line",
    ["rules check", "try --title Quillon", "eval rows.jsonl", "backtest --rules rules", "sources list"],
)
def test_a_folder_of_ones_own_that_there_is_not_is_no_lack_of_rules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    monkeypatch.setenv("NEWSWATCH_CONFIG_DIR", str(tmp_path / "nowhere"))
    done = CliRunner().invoke(app, line.split())
    assert isinstance(done.exception, ConfigError)
    assert f"NEWSWATCH_CONFIG_DIR is {tmp_path / 'nowhere'}" in str(done.exception)


@pytest.fixture
def _closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Folders that this user may not look into (root may, whatever their mode)."""
    (tmp_path / "sources").mkdir()
    before = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.parent == tmp_path:
            raise PermissionError(13, "Permission denied", str(folder))
        return before(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(
        Path, "glob", lambda folder, _: iter(()) if folder.parent == tmp_path else folder.rglob("*.yml")
    )


@pytest.mark.usefixtures("_closed")
def test_a_folder_that_is_closed_is_no_empty_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["rules", "check"])
    assert str(done.exception) == f"{tmp_path / 'rules'}: can't be read: Permission denied"
    listed = CliRunner().invoke(app, ["sources", "list"])
    assert f"{tmp_path / 'sources'}: can't be read: Permission denied" in listed.output
    found = list(file_checks(Settings()))
    assert [(check.what, check.state) for check in found[:1]] == [("own files", "failure")]
    assert "Permission denied" in found[0].found


@pytest.mark.parametrize(
    "text", ["name: 2026-13-45", 'name: !!int ""', "name: !!timestamp x", "name: !!bool x"]
)
@pytest.mark.parametrize("kind", ["sources", "rules"])
def test_a_value_that_yaml_stumbles_over_is_a_mistake_of_its_file(
    tmp_path: Path, kind: str, text: str
) -> None:
    folder = tmp_path / kind
    folder.mkdir(exist_ok=True)
    (folder / "odd.yml").write_text(text, encoding="utf-8")
    (mistake,) = read_sources([folder]).mistakes["odd"] if kind == "sources" else mistakes_of(folder)
    assert mistake.startswith(f"{folder / 'odd.yml'}:1: can't be read: ")


@pytest.mark.parametrize("kind", ["sources", "rules"])
def test_a_pipe_is_no_file(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / kind
    folder.mkdir(exist_ok=True)
    os.mkfifo(folder / "pipe.yml")
    (mistake,) = read_sources([folder]).mistakes["pipe"] if kind == "sources" else mistakes_of(folder)
    assert "it is no file" in mistake


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as told:
        load_rules([folder])
    return str(told.value).splitlines()


_VERB = """verbs:
  - id: my-snaffle
    frame: acquire
    en: [snaffle up]
    fr: [chipe*r, "fait sa proie de"]
    examples:
      fires:
        - Nvidia snaffles up AI startup Quillon for $300 million
        - Nvidia looks out of the window
      silent: [Nvidia snaffles up AI startup Kestora]
"""


def test_an_example_that_fails_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rules" / "mine.yml"
    file.write_text(_VERB, encoding="utf-8")
    done = CliRunner().invoke(app, ["rules", "check"])
    assert done.exit_code == 1
    speaks = "my-snaffle: should speak and does not: 'Nvidia looks out of the window'"
    assert f"{file}:9: {speaks}\n" in done.stderr
    assert (
        f"{file}:10: my-snaffle: should be silent and speaks: 'Nvidia snaffles up AI startup Kes"
        in done.stderr
    )


def test_what_is_hardly_meant_is_told_with_its_line_and_refuses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rules" / "mine.yml"
    file.write_text(
        "companies:\n"
        "  - id: globex\n"
        "    name: Globex\n"
        "    aliases:\n"
        "      - Cloud\n"
        "      - OpenAI\n"
        "      - globex\n"
        "verbs:\n"
        "  - id: acquire\n"
        '    fr: [chiper, "chipe*r", qzxw, "est là*", "s\'offrir"]\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["rules", "check", "--json"])
    notes = json.loads(done.stdout)["notes"]
    told = [[*note.removeprefix(f"{file}:").split(":")[:2], note.split("'")[1]] for note in notes]
    assert told == [
        ["10", " verbs acquire", "chipe*r"],
        ["10", " verbs acquire", "qzxw"],
        ["5", " companies globex", "Cloud"],
        ["6", " companies globex", "OpenAI"],
        ["7", " companies globex", "globex"],
    ]


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rules" / "mine.yml").write_bytes(
        "companies:\n  - {id: a, name: Société}\n".encode("latin-1")
    )
    assert mistakes_of(tmp_path / "rules") == [
        f"{tmp_path}/rules/mine.yml:2: can't be read as UTF-8 text: invalid continuation byte; save it as UTF-8"
    ]


def test_what_takes_out_nothing_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rules" / "mine.yml"
    text = "vetoes:\n  - {id: shopping, disable: true}\n  - {id: shoping, disable: true}\n"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["rules", "check"])
    assert done.exit_code == 0
    assert done.stderr == f"{file}:3: vetoes shoping: there is none with this id that it could take out\n"


def test_a_company_that_is_taken_out_breaks_no_shipped_example(tmp_path: Path) -> None:
    """Nobody can correct a shipped rule's example, and a desk that does not watch Meta has done nothing wrong."""
    own = tmp_path / "rules" / "mine.yml"
    own.write_text(
        "companies:\n  - {id: meta, disable: true}\nverbs:\n  - id: nab-it\n    frame: acquire\n    en: [nab it]\n"
        "    examples: {fires: [Nothing here of the sort, Meta nabs it], silent: [Nothing here]}\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["rules", "check"])
    told = done.stderr.splitlines()
    assert [line.partition(": ")[0] for line in told[:-1]] == [f"{own}:7"] * 2  # one's own can be corrected
    assert told[-1].endswith("by a company that your files take out or change: they are not counted")
    own.write_text("companies:\n  - {id: meta, disable: true}\n", encoding="utf-8")
    states = [check.state for check in file_checks(Settings()) if check.what == "rules"]
    assert states == ["ok"]
