"""What is given is obeyed, or refused with 2 and the option's name: nothing is passed over without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from newswatch.cli.app import app
from newswatch.cli.usage import Command

FEED = '<rss version="2.0"><channel><title>x</title><item><title>A</title></item></channel></rss>'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.xml").write_text(FEED)


def refused(line: list[str]) -> str:
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 2, (done.output, done.exception)
    return " ".join(done.output.split())


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("doctor --wait 5", "--wait"),
        ("doctor --drain", "--drain"),
        ("init --space press", "--space"),
        ("init --kibana https://kibana.example --print --space press", "--space"),
        ("init --check --mend", "--check and --mend"),
        ("init --migrate --check", "--check and --migrate"),
        ("init --print --mend", "--mend and --print"),
        ("init --slack --check", "--check and --slack"),
        ("init --slack --test", "--slack and --test"),
        ("alerts list --parked --state sent", "--state"),
        ("silence --remove abcd --until 3d", "--until"),
        ("silence --remove abcd --reason why", "--reason"),
        ("silence --by me", "--by"),
        ("silence --until 3d", "--until"),
        ("silence --reason known", "--reason"),
        ("silence --company Quillon --source gazette", "--company and --source"),
        ("feedback abcd right --label ai_investment", "--label"),
        ("feedback --label ai_investment", "--label"),
        ("feedback --by me", "--by"),
        ("try feed.xml --title Quillon", "--title"),
        ("try feed.xml --date 2026-03-02", "--date"),
    ],
)
def test_an_option_that_would_change_nothing_is_refused_by_its_name(line: str, names: str) -> None:
    assert names in refused(line.split())


@pytest.mark.parametrize(
    "line",
    [
        ["search", "--since", ""],
        ["search", "--label", "ai_investment", "--label="],
        ["backtest", "--rules", ""],  # (an empty path would be this folder)
        ["silence", "abcd", "--until", ""],  # (it would hold for ever)
        ["silence", ""],  # (it would list them)
        ["run", "deliver", "--for", ""],
        ["dead", "retry", ""],  # (it would be all of them)
        ["alerts", "retry", ""],
        ["eval", ""],
    ],
    ids=" ".join,
)
def test_what_an_unset_variable_leaves_empty_is_refused(line: list[str]) -> None:
    assert "it is empty" in refused(line)


def test_search_for_nothing_in_particular_is_everything() -> None:
    assert CliRunner().invoke(app, ["search", ""]).exit_code == 0


@pytest.mark.parametrize(
    "line",
    [
        "search --min-amount nan",
        "search --min-amount inf",
        "search --min-amount -1",
        "doctor --canary --wait inf",
        "rules learn rows.jsonl --to own.yml --keep nan",
        "run deliver --for 99999999999999999999h",
    ],
)
def test_a_number_out_of_range_is_refused(line: str) -> None:
    refused(line.split())


def test_every_command_looks_at_what_it_is_given() -> None:
    def each(group: object) -> list[object]:
        below = getattr(group, "commands", {}).values()
        return [one for sub in below for one in each(sub)] if below else [group]

    assert [one for one in each(get_command(app)) if not isinstance(one, Command)] == []
