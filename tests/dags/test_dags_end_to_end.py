"""`make airflow` as a newcomer uses it: all comes up, a story becomes a card, and nothing is left when it stops.

Here on the embedded profile, which the env file names; tests/dags/real has the servers.
"""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswatch.clock import told_now
from newswatch.demo.server import DemoWeb
from tests.dags.bringup import Airflow
from tests.dags.conftest import ROOT, demo_settings

ARCHIVE, AFTERNOON = (f"2023-01-23T{hour}:00:00+00:00" for hour in ("05", "16"))
STORIES = ("Microsoft → OpenAI", "Meta launches Polyglotte-1", "Nvidia → Lumenor", "Apple → Voxpilot")
"""Some of what is told by the afternoon; the order of the cards is that of the crawl."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class All(Airflow):
    """The same, brought up and down by all.sh."""

    def all(self, command: str, *options: str) -> str:
        """Run all.sh; what it printed on stdout."""
        env = {**self.environment(), "NEWSWATCH_ALL_DIR": str(self.folder / "all")}
        done = subprocess.run(
            ["bash", str(ROOT / "infra/airflow/all.sh"), command, *options],
            env=env,
            capture_output=True,
            text=True,
            timeout=480,
            check=False,
        )
        self.groups |= {path.read_text().split()[0] for path in self.state.glob("pids/*")}
        self.groups |= {path.read_text().split()[0] for path in self.folder.glob("all/slack.pid")}
        assert done.returncode == 0, f"all.sh {command}:\n{done.stderr}{self.logs()}"
        return done.stdout


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[All, str, Path]]:
    """All that `make airflow` starts, what it printed, and the file with the time."""
    folder = tmp_path_factory.mktemp("all")
    clock = folder / "clock"
    clock.write_text(ARCHIVE, encoding="utf-8")
    with DemoWeb(lambda: told_now(f"file:{clock}")) as web:
        one = All(folder, {})
        settings = {
            **demo_settings(folder, web.connect_to),
            "NEWSWATCH_CLOCK": f"file:{clock}",
            "NEWSWATCH_POST_INTERVAL": "0",  # quicker than Slack allows: it asks each card to wait
        }
        env = folder / "my.env"
        env.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
        try:
            printed = one.all("up", "--env", str(env))
            one.login(printed)
            yield one, printed, clock
        finally:
            one.all("down", "--wipe")
    assert not one.left_behind(), "nothing is left behind"
    assert not one.state.exists()
    assert not (folder / "all").exists()


def test_a_story_becomes_a_card_where_the_printed_address_shows_it(stood: tuple[All, str, Path]) -> None:
    one, printed, clock = stood
    (shown,) = re.findall(r"^Slack\s+(http://127\.0\.0\.1:\d+/)", printed, re.MULTILINE)
    # What a source shows at its first look is told nobody: so all have been looked at before the stories come.
    assert one.trigger("crawl")[0] == 200
    one.wait("a first look", lambda: any(run["state"] == "success" for run in one.runs("crawl")))
    # From here on the time goes on: a card that Slack asks to wait for a second would else wait for ever.
    ago = datetime.now(UTC) - datetime.fromisoformat(AFTERNOON)
    later = clock.with_name("later")
    later.write_text(f"-{ago.total_seconds():.0f}", encoding="utf-8")
    later.replace(clock)
    assert one.trigger("crawl")[0] == 200

    def cards() -> str:
        with urllib.request.urlopen(shown, timeout=30) as answer:
            return str(answer.read().decode())

    # All of them by one run or two: were each to wait for a run of its own, that would be minutes.
    one.wait("cards", lambda: all(story in cards() for story in STORIES), 240)
    assert [cards().count(story) for story in STORIES] == [1] * len(STORIES)


def test_what_it_keeps_can_be_read_by_its_owner_only(stood: tuple[All, str, Path]) -> None:
    one = stood[0]
    secrets = [one.state / "passwords.json", one.state / "airflow.cfg", one.folder / "all/settings.env"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in secrets)
    assert set(json.loads(secrets[0].read_text())) == {"admin", "desk"}
