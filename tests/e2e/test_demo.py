"""`newswatch demo`: a whole day, from feeds over HTTP to cards, must end as the committed expectation says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newswatch.cli import playing
from newswatch.demo.day import TICKS
from tests.unit.cli.test_commands import newswatch


def run_demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")}
    return subprocess.run(
        [sys.executable, "-m", "newswatch", "demo", *options],
        cwd=folder,
        env={**environment, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """The day as a person sees it, and what it left in the folder where it was started."""
    folder = tmp_path_factory.mktemp("demo")
    done = run_demo(folder)
    return done, [path.name for path in folder.iterdir()]


Played = tuple[subprocess.CompletedProcess[str], list[str]]


@pytest.mark.slow
def test_the_day_ends_as_expected(played: Played) -> None:
    done, left = played
    assert "not as expected" not in done.stderr, done.stderr[-4000:]
    assert done.returncode == 0, done.stderr[-4000:]
    assert left == [], "the demo leaves nothing in the folder where it was started"
    assert (
        done.stdout.splitlines()[-1] == "`newswatch doctor`, then `newswatch run`, watches the real sources."
    )


@pytest.mark.slow
def test_the_summary_counts_the_day(played: Played) -> None:
    rows = {
        name: (int(count), more)
        for name, count, more in re.findall(r"│ (\w[\w ]*?) +│ +(\d+) │ (.*?) *│", played[0].stdout)
    }
    assert rows["pages"][0] >= 60
    assert rows["articles"][1].replace(",", "").split()[::2] == ["en", "fr"]
    assert rows["cards"][0] == 13
    assert int(rows["cards"][1].split()[-2]) >= 2, "replies"
    (longest,) = re.findall(r"from publication, at most (\d+) min", played[0].stdout)
    assert int(longest) <= 90


@pytest.mark.slow
def test_the_cards_on_the_console_carry_no_markup_of_the_hostile_headline(played: Played) -> None:
    shown = played[0].stdout
    assert "Bastion" in shown
    for hostile in ("\x1b[31mhospitals", "\u202e", "<script>"):
        assert hostile not in shown


@pytest.mark.slow
def test_as_json_it_is_one_document_and_what_is_not_as_expected_makes_it_fail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(playing, "TICKS", TICKS[:2])  # of the day its archive and its first news
    done = newswatch("demo", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["summary"]["posted"] == 2
    assert set(told["summary"]["languages"]) == {"fr", "en"}
    assert "2 alerts instead of 13" in told["differences"]
    assert done.stderr.count("not as expected: ") == len(told["differences"])
