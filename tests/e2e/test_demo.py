"""`newswatch demo`: a whole day, from feeds over HTTP to cards, must end as the committed expectation says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def run_demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWATCH_")}
    return subprocess.run(
        [sys.executable, "-m", "newswatch", "demo", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def played(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    done = run_demo(tmp_path_factory.mktemp("demo"), "--json")
    assert done.stdout, done.stderr[-4000:]
    return done, json.loads(done.stdout)


@pytest.mark.slow
def test_the_day_ends_as_expected(played: tuple[subprocess.CompletedProcess[str], dict[str, Any]]) -> None:
    done, told = played
    assert not told["differences"], "\n".join(told["differences"])
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.mark.slow
def test_the_summary_counts_the_day(played: tuple[subprocess.CompletedProcess[str], dict[str, Any]]) -> None:
    figures = played[1]["summary"]
    assert figures["pages"] >= 60
    assert figures["posted"] == 13
    assert figures["replied"] >= 2
    assert set(figures["languages"]) == {"fr", "en"}
    assert figures["minutes_to_card_max"] <= 90


@pytest.mark.slow
def test_the_cards_on_the_console_carry_no_markup_of_the_hostile_headline(tmp_path: Path) -> None:
    done = run_demo(tmp_path)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "Bastion" in done.stdout
    for hostile in ("\x1b[31mhospitals", "\u202e", "<script>"):
        assert hostile not in done.stdout
    assert list(tmp_path.iterdir()) == [], "the demo leaves nothing in the folder where it was started"
