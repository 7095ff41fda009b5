"""Every change that CONTRIBUTING shows is applied to a copy of the project, and works there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGES = dict(re.findall(r"^## (A [a-z]+)\n.*?```diff\n(.*?)```", TEXT, re.MULTILINE | re.DOTALL))

SEES = {
    "A source": """
from crawlers.sources import load_sources, SHIPPED
assert load_sources([SHIPPED])["example-gazette"].publisher == "Example Gazette"
""",
    "A company": """
from processors.measure.detection import predict
from processors.flag import SHIPPED, load_rules
rules = load_rules([SHIPPED])
(said,) = predict([{"id": "1", "title": "Exemplia launches Exemplor 3, its new AI model"}], rules)
assert said["labels"] == ["competitor_launch"], said
assert said["launch"]["organisation"] == "Exemplia", said
""",
    "A rule": """
from processors.measure.detection import predict
from processors.flag import SHIPPED, load_rules
rules = load_rules([SHIPPED])
(said,) = predict([{"id": "1", "title": "Nvidia gobbles up AI startup Deci for $300 million"}], rules)
assert said["labels"] == ["ai_investment"], said
assert said["deal"]["target"] == "Deci", said
""",
    "A stage": """
from newswatch.cli.serving import drain_all
from newswatch.connect import open_log
from newswatch.messages import decode
from newswatch.settings import load_settings
from pathlib import Path
from threading import Event
from tests.test_compose import test_a_stages_user_may_read_and_write_its_topics as allowed
from processors.pipeline import STAGES

settings = load_settings(_env_file=None, log_url="sqlite:///log.db", store_url="sqlite:///store.db")
story = decode("stories", Path("tests/golden/messages/Story-1.json").read_bytes())
with open_log(settings) as log:
    log.append([story, story])
done = drain_all(settings, ["echo"], Event())
assert done["read"] == {"echo": 2}, done
(stage,) = [stage for stage in STAGES if stage.name == "echo"]
allowed(stage)
""",
    "A sink": """
from newswatch.connect import open_notifier
from newswatch.settings import load_settings
notifier = open_notifier(load_settings(notify_url="nowhere:"))
assert notifier.post("c", "a", {}) == "a"
""",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in ("newswatch", "processors", "crawlers", "dags", "infra", "tests"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "docker-compose.yml", tmp_path)
    return tmp_path


def test_each_shown_change_is_tried() -> None:
    assert CHANGES.keys() == SEES.keys()


@pytest.mark.parametrize("name", CHANGES)
def test_a_shown_change_applies_and_works(name: str, copy: Path) -> None:
    applied = subprocess.run(
        ["git", "apply", "--verbose", "-"],
        input=CHANGES[name],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert applied.returncode == 0, applied.stderr
    seen = subprocess.run(
        [sys.executable, "-c", SEES[name]],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert seen.returncode == 0, seen.stderr
