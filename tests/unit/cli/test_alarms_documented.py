"""Whatever can alarm somebody is in docs/operating.md, with what to do: troubles, deadlines, metrics, exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newswatch import metrics
from newswatch.cli import app

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
ALARMS = GUIDE.partition("## What each alarm means")[2].partition("\n## ")[0]


def named(pattern: str, *paths: str) -> list[str]:
    """What a pattern finds in files of the project, each once."""
    texts = (path.read_text(encoding="utf-8") for name in paths for path in sorted(ROOT.glob(name)))
    found = sorted({match for text in texts for match in re.findall(pattern, text)})
    assert found, f"nothing of {pattern} in {paths}: has it moved?"
    return found


TROUBLES = named(r'there\[f?"([a-z]+)', "processors/alerting/watch_state.py")
NOTICES = named(r'notice_of\(f?"([a-z-]+):', "processors/*.py", "newswatch/cli/*.py")
DEADLINES = named(r'deadline\("([^"]+)"', "dags/*.py")


@pytest.mark.parametrize("key", TROUBLES)
def test_every_trouble_that_operators_are_told_of(key: str) -> None:
    assert re.search(rf"\| `{key}` \|.+\|.+\|", ALARMS)


@pytest.mark.parametrize("kind", NOTICES)
def test_every_other_notice(kind: str) -> None:
    assert f"*{kind.capitalize()}*" in ALARMS


@pytest.mark.parametrize("name", DEADLINES)
def test_every_deadline_of_airflow(name: str) -> None:
    assert f"*late: {name}*" in ALARMS


@pytest.mark.parametrize("name", [metric.name for metric in metrics.REGISTRY.collect()])
def test_every_metric(name: str) -> None:
    assert f"| `{name}` |" in ALARMS


@pytest.mark.parametrize("code", [app.REFUSED, 2, app.TRY_AGAIN, app.NOTHING_TO_DO])
def test_every_exit_code(code: int) -> None:
    assert f"`{code}` " in ALARMS
