"""The searches of docs/analysts.md, each asked of the demo's day on the real Elasticsearch."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newswatch.adapters.elastic_indices import load_index
from newswatch.cli.app import app
from tests.services import stack

from .day import Day
from .shown import DEFINITIONS, ROOT, queried

pytestmark = pytest.mark.timeout(1500)  # (see test_panels)
GUIDE = (ROOT / "docs/analysts.md").read_text(encoding="utf-8")
SEARCHES = re.findall(r"^\| ([^|]+) \| (\w+) \| `([^`]+)` \| (\d+) \|$", GUIDE, re.MULTILINE)
COMMANDS = re.findall(r"^\| ([^|]+) \| `newswatch ([^`]+)` \| (\d+) \|$", GUIDE, re.MULTILINE)


def test_the_guide_has_examples_in_both_languages() -> None:
    assert len(SEARCHES) >= 15
    assert len(COMMANDS) >= 4
    named = " ".join(query for _, _, query, _ in SEARCHES)
    assert "_fr:" in named
    assert "_en:" in named
    for asked, view, query, found in SEARCHES:
        properties = load_index(view)["mappings"]["properties"]
        assert view in DEFINITIONS.views
        assert queried(query) <= set(properties), asked
        assert int(found) > 0, f"{asked}: an example that finds nothing shows nothing"


@pytest.mark.services
@pytest.mark.slow
def test_each_search_finds_what_the_guide_says(day: Day) -> None:
    """Discover in Lucene's mode sends the words of its bar as a query_string, as here."""
    found = {}
    for asked, view, query, _ in SEARCHES:
        wanted = {"query_string": {"query": query, "analyze_wildcard": True}}
        answer = day.store.client.search(
            index=f"{day.prefix}{view}", query=wanted, size=0, track_total_hits=True
        )
        found[asked] = answer.body["hits"]["total"]["value"]
    assert found == {asked: int(said) for asked, _, _, said in SEARCHES}


@pytest.mark.services
@pytest.mark.slow
def test_each_command_finds_what_the_guide_says(
    day: Day, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in stack.settings("reader").items():
        if "ELASTIC" in name or name == "NEWSWATCH_STORE_URL":
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("NEWSWATCH_PREFIX", day.prefix)
    monkeypatch.setenv("NEWSWATCH_LOG_URL", f"sqlite:///{tmp_path}/log.db")
    found = {}
    for asked, line, _ in COMMANDS:
        done = CliRunner().invoke(app, [*shlex.split(line), "--limit", "500", "--json"])
        assert done.exit_code == 0, (line, done.output, done.exception)
        lines = [json.loads(one) for one in done.stdout.splitlines()]
        found[asked] = sum("highlights" in line or "members" in line for line in lines)
    assert found == {asked: int(said) for asked, _, said in COMMANDS}
